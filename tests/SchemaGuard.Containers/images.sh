#!/usr/bin/env bash
# Makes container images out of Debian packages and imports them into podman under the official names, for a machine that reaches no image registry.
# Usage: images.sh [postgres:15 mariadb:10.11 postgres:18 mysql:9 ...]; without arguments those four. Needs root, podman, and a Debian mirror (mmdebstrap).
# The images take the environment variables and arguments of the official ones that the tests use, and no others.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Which release of Debian has it, and in which package.
source_of() {
  case "$1" in
    postgres:13) echo "bullseye postgresql-13" ;;
    postgres:15) echo "bookworm postgresql-15" ;;
    postgres:17) echo "trixie postgresql-17" ;;
    postgres:18) echo "sid postgresql-18" ;;
    mariadb:10.11) echo "bookworm mariadb-server" ;;
    mysql:9) echo "sid mysql-server-core,mysql-client-core" ;;
    *) return 1 ;;
  esac
}

mkdir "$work/postgres" "$work/mysql"
cat >"$work/postgres/docker-entrypoint.sh" <<'SCRIPT'
#!/bin/sh
set -e
data=/var/lib/postgresql/data
run() { setpriv --reuid=postgres --regid=postgres --init-groups "$@"; }
if [ ! -s "$data/PG_VERSION" ]; then
  install -d -o postgres -g postgres -m 700 "$data"
  install -d -o postgres -g postgres /var/run/postgresql
  (umask 077 && printf '%s\n' "$POSTGRES_PASSWORD" >/tmp/password && chown postgres /tmp/password)
  run initdb -D "$data" --encoding=UTF8 --locale=C --username="$POSTGRES_USER" --pwfile=/tmp/password --auth-host=scram-sha-256
  rm /tmp/password
  echo 'host all all all scram-sha-256' >>"$data/pg_hba.conf"
  [ "$POSTGRES_DB" = postgres ] || echo "CREATE DATABASE \"$POSTGRES_DB\"" | run postgres --single -D "$data" postgres
fi
exec setpriv --reuid=postgres --regid=postgres --init-groups postgres -D "$data" -c 'listen_addresses=*' "$@"
SCRIPT

# An initialisation file is read before the first connection is taken, so that who can connect finds database and user.
cat >"$work/mysql/docker-entrypoint.sh" <<'SCRIPT'
#!/bin/sh
set -e
data=/var/lib/mysql-data
# The server's package without the rest of it brings no user.
grep -q '^mysql:' /etc/passwd || { echo 'mysql:x:998:' >>/etc/group && echo 'mysql:x:998:998::/nonexistent:/bin/false' >>/etc/passwd; }
if [ ! -d "$data/mysql" ]; then
  install -d -o mysql -g mysql "$data" /run/mysqld /var/run/mysqld
  cat >/tmp/first.sql <<SQL
CREATE DATABASE IF NOT EXISTS \`$MYSQL_DATABASE\`;
CREATE USER IF NOT EXISTS '$MYSQL_USER'@'%' IDENTIFIED BY '$MYSQL_PASSWORD';
GRANT ALL ON \`$MYSQL_DATABASE\`.* TO '$MYSQL_USER'@'%';
SQL
  chown mysql /tmp/first.sql
  if command -v mariadb-install-db >/dev/null; then
    mariadb-install-db --no-defaults --user=mysql --datadir="$data" --auth-root-authentication-method=normal --skip-test-db
  else
    mysqld --no-defaults --user=mysql --datadir="$data" --initialize-insecure
  fi
fi
server=$(command -v mariadbd || command -v mysqld)
exec "$server" --no-defaults --user=mysql --datadir="$data" --bind-address=0.0.0.0 --socket=/run/mysqld/mysqld.sock --init-file=/tmp/first.sql "$@"
SCRIPT

chmod a+rx "$work"/*/docker-entrypoint.sh

[ "$#" -gt 0 ] || set -- postgres:15 mariadb:10.11 postgres:18 mysql:9
for image in "$@"; do
  read -r release packages < <(source_of "$image") || { echo "images.sh: no Debian release is known to have $image" >&2; exit 1; }
  kind=${image%%:*}
  # No cluster is made when the package is installed: the container makes its own when it first starts. Valid-Until: a mirror may be a snapshot.
  mmdebstrap --quiet --variant=apt --aptopt='Acquire::Check-Valid-Until "false"' --include="$packages" \
    --essential-hook='mkdir -p "$1/etc/postgresql-common" && echo "create_main_cluster = false" >"$1/etc/postgresql-common/createcluster.conf"' \
    --customize-hook="copy-in '$work/${kind/mariadb/mysql}/docker-entrypoint.sh' /usr/local/bin" \
    --customize-hook='rm -rf "$1"/var/lib/apt/lists/* "$1"/var/cache/apt/*.bin' \
    "$release" "$work/image.tar"
  podman import --quiet \
    --change "ENV PATH=/usr/lib/postgresql/${image##*:}/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" \
    --change "ENTRYPOINT [\"/usr/local/bin/docker-entrypoint.sh\"]" \
    "$work/image.tar" "docker.io/library/$image"
  rm "$work/image.tar"
done
