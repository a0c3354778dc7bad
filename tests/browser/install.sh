#!/usr/bin/env bash
# Installs Debian's Chromium and w3m where they are missing. Needs root and apt-get; elsewhere says so and fails.
set -euo pipefail

missing=()
command -v chromium >/dev/null || missing+=(chromium fonts-liberation)
command -v w3m >/dev/null || missing+=(w3m)
if [ ${#missing[@]} -eq 0 ]; then
    echo "Chromium and w3m are here."
    exit 0
fi
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "Missing: ${missing[*]}. Install them, for example: sudo apt-get install ${missing[*]}" >&2
    exit 1
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq </dev/null
apt-get install -y -qq --no-install-recommends "${missing[@]}" </dev/null
