#!/bin/sh
# Make sure that there is a broker and a proxy for the tests of live rooms: those that are here
# already, or Debian's packages where we are root. Without them those tests are skipped.
set -eu
{ command -v valkey-server || command -v redis-server; } >/dev/null 2>&1 && broker="" || broker=redis-server
command -v nginx >/dev/null 2>&1 && proxy="" || proxy=nginx-light
[ -z "$broker$proxy" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
	apt-get update -qq
	apt-cache show valkey-server >/dev/null 2>&1 && [ -n "$broker" ] && broker=valkey-server
	# The tests start their own; the run level keeps the packages from starting theirs.
	RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
		$broker $proxy >/dev/null
fi
