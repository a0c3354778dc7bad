#!/usr/bin/env bash
# Installs Debian's Chromium and w3m where they are missing. Needs root and apt-get; elsewhere says so and fails.
# Its Chromium without windows and menus shows the same pages in less processor time, so tests take it where it is;
# where it cannot be had, they take the whole one.
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

if command -v chromium-headless-shell >/dev/null; then
    echo "Chromium and w3m are here."
else
    export -f install
    may_install && timeout 180 bash -c "install chromium-headless-shell" ||
        echo "Browser tests take longer without chromium-headless-shell; they run in chromium." >&2
fi
