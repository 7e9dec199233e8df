#!/bin/sh
# Install Debian's Chromium and the fonts the pages' languages need. Used by `make browser`.
set -eu
if [ "$(id -u)" -eq 0 ]; then run=""; elif command -v sudo >/dev/null; then run="sudo"; else
    echo "Chromium is missing and this user may not install it. As root: apt-get install chromium fonts-noto-core" >&2
    exit 1
fi
$run apt-get update -qq
DEBIAN_FRONTEND=noninteractive $run apt-get install -y -qq chromium fonts-noto-core >/dev/null
