# Sourced by the commands in deploy/: finds a JDK, builds what is missing or older than its sources, runs the launcher.

project=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)
launcher=$project/deploy/embedded/target/app/embedded.jar
minimum=21

# Says what was not understood, and what was expected.
refuse() {
  echo "error: $1" >&2
  exit 2
}

# The major version of a java command; 0 if it is none.
java_major() {
  local line
  line=$("$1" -XshowSettings:properties -version 2>&1 </dev/null | sed -n 's/^ *java\.specification\.version = //p') || true
  case $line in
    1.*) echo "${line#1.}" ;;
    '' | *[!0-9]*) echo 0 ;;
    *) echo "$line" ;;
  esac
}

# Sets $java: JAVA_HOME first, then the PATH, then what is installed under /usr/lib/jvm.
find_java() {
  local candidate
  for candidate in "${JAVA_HOME:+$JAVA_HOME/bin/java}" "$(command -v java || true)" \
    /usr/lib/jvm/*/bin/java /Library/Java/JavaVirtualMachines/*/Contents/Home/bin/java; do
    if [ -x "$candidate" ] && [ "$(java_major "$candidate")" -ge $minimum ]; then
      java=$candidate
      return
    fi
  done
  echo "error: no JDK of version $minimum or newer (looked at JAVA_HOME, PATH and /usr/lib/jvm)" >&2
  exit 1
}

# When the last whole build by these commands ended. Maven leaves the jars of unchanged rooms as they are, so the age of a
# jar alone would ask for a build again and again.
stamp=$project/deploy/embedded/target/built

# Whether a built jar is missing, or something that it is made of is newer than the last build.
needs_build() {
  local jar oldest=$launcher
  for jar in "$launcher" "$project/deploy/embedded/target/registry/quarkus-run.jar" \
    "$project"/services/{case-notes,access,confidentiality,audit-trail,alerts}/target/app/*.jar \
    "$project/services/verifier/target/verifier.jar" "$project/services/benchmarks/target/app/benchmarks.jar" \
    "$project/deploy/provision/target/app/provision.jar"; do
    [ -f "$jar" ] || return 0
    case $jar in *quarkus-run.jar) continue ;; esac # as old as its release
    [ "$jar" -nt "$oldest" ] || oldest=$jar
  done
  if [ "$stamp" -nt "$oldest" ]; then oldest=$stamp; fi
  [ -n "$(find "$project/pom.xml" "$project/schemas" "$project/services" "$project/deploy/embedded" "$project/deploy/provision" "$project/deploy/images/kafka" \
    \( -name target -o -path '*/src/test' \) -prune -o \
    -type f \( -path '*/src/main/*' -o -name pom.xml \) -newer "$oldest" -print -quit)" ]
}

# Builds everything if needed; progress on standard error, so that --json stays clean.
build_if_needed() {
  [ "${SKIP_BUILD:-}" = 1 ] && return
  needs_build || return 0
  if ! command -v mvn >/dev/null; then
    echo "error: the project is not built, and there is no mvn (Maven 3.8 or newer) on the PATH" >&2
    exit 1
  fi
  local begun=$SECONDS begun_at
  begun_at=$(TZ=UTC0 date +%Y%m%d%H%M.%S)
  echo "building (mvn package, without tests); the first time this takes some minutes ..." >&2
  # Some Mavens reset the terminal's colours as they end, whatever they are told and whoever reads.
  (cd "$project" && mvn -B -q -ntp -Dstyle.color=never -DskipTests package </dev/null 2>&1 |
    sed "s/$(printf '\033')\[[0-9;]*m//g") >&2 || {
    echo "error: the build failed" >&2
    exit 1
  }
  # The beginning counts: what was edited meanwhile may not be in it.
  TZ=UTC0 touch -t "$begun_at" "$stamp"
  echo "built in $((SECONDS - begun)) s" >&2
}

# Runs a command of the launcher with the quick-start options of a program that ends soon.
launch() {
  [ -n "${java:-}" ] || find_java
  if [ ! -f "$launcher" ]; then
    echo "error: the project is not built; deploy/up builds it" >&2
    exit 1
  fi
  "$java" -Xmx160m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djava.net.preferIPv4Stack=true \
    --enable-native-access=ALL-UNNAMED "-Dproject=$project" -jar "$launcher" "$@"
}

# The folder of the running system; the launcher reads the same variable.
run_dir() {
  case ${RUN_DIR:-.run} in
    /*) echo "$RUN_DIR" ;;
    *) echo "$project/${RUN_DIR:-.run}" ;;
  esac
}
