#!/bin/sh
# Make sure that there is a Chromium for the browser tests: one that is here already, Debian's
# package where we are root, or Playwright's own where it can be downloaded.
set -eu
bin=$1
for browser in chromium chromium-browser google-chrome; do
	command -v "$browser" >/dev/null 2>&1 && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
	apt-get update -qq
	DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null
	exit 0
fi
"$bin/playwright" install chromium
