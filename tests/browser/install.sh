#!/usr/bin/env bash
# Installs Debian's Chromium and w3m where they are missing. Needs root and apt-get; elsewhere says so and fails.
# Letters for Urdu (180 KB) come too where that can be: without them one test is skipped, and says so.
set -euo pipefail

missing=()
command -v chromium >/dev/null || missing+=(chromium fonts-liberation)
command -v w3m >/dev/null || missing+=(w3m)
letters=()
fc-list ':charset=6c1 6d2 6d4' 2>/dev/null | grep -q . || letters+=(fonts-paktype)
if [ ${#missing[@]} -eq 0 ] && [ ${#letters[@]} -eq 0 ]; then
    echo "Chromium, w3m and letters for Urdu are here."
    exit 0
fi
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "Missing: ${missing[*]} ${letters[*]}. Install them, for example: sudo apt-get install ${missing[*]} ${letters[*]}" >&2
    exit $((${#missing[@]} > 0))
fi
export DEBIAN_FRONTEND=noninteractive
if [ ${#missing[@]} -gt 0 ]; then
    apt-get update -qq </dev/null
    apt-get install -y -qq --no-install-recommends "${missing[@]}" </dev/null
fi
if [ ${#letters[@]} -gt 0 ]; then
    get=(timeout 60 apt-get install -y -qq --no-install-recommends "${letters[@]}")
    { "${get[@]}" || { timeout 60 apt-get update -qq && "${get[@]}"; }; } </dev/null ||
        echo "Letters for Urdu could not be installed: no PDF in Urdu will be looked into." >&2
fi
