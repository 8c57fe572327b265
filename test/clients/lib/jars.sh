# client_jar ARTIFACT VERSION [CLASSIFIER]: the path of a Trino client jar, fetched once with Maven.
client_jar() {
  local dir=$CLIENTS_TMP/jars cls=${3:-}
  local f=$dir/$1-$2${cls:+-$cls}.jar
  if [ ! -f "$f" ]; then
    mkdir -p "$dir"
    mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy "-Dartifact=io.trino:$1:$2${cls:+:jar:$cls}" "-DoutputDirectory=$dir" >&2 || return 1
  fi
  echo "$f"
}
