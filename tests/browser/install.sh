#!/usr/bin/env bash
# Installs Debian's Chromium and w3m where they are missing. Needs root and apt-get; elsewhere says so and fails.
# Two things more come where that can be, and nothing fails without them: Chromium without windows and menus, which shows
# the same pages in less processor time, and letters for Urdu (180 KB), without which one test is skipped and says so.
set -euo pipefail

install() {
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq </dev/null && apt-get install -y -qq --no-install-recommends "$@" </dev/null
}

may_install() {
    [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null
}

missing=()
command -v chromium >/dev/null || missing+=(chromium fonts-liberation)
command -v w3m >/dev/null || missing+=(w3m)
if [ ${#missing[@]} -gt 0 ]; then
    if ! may_install; then
        echo "Missing: ${missing[*]}. Install them, for example: sudo apt-get install ${missing[*]}" >&2
        exit 1
    fi
    install "${missing[@]}"
fi

wanted=()
command -v chromium-headless-shell >/dev/null || wanted+=(chromium-headless-shell)
fc-list ':charset=6c1 6d2 6d4' 2>/dev/null | grep -q . || wanted+=(fonts-paktype)
if [ ${#wanted[@]} -eq 0 ]; then
    echo "Chromium, w3m and letters for Urdu are here."
    exit 0
fi
export -f install
for each in "${wanted[@]}"; do
    may_install && timeout 180 bash -c "install $each" || echo "Tests go on without $each." >&2
done
