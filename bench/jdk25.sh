# Sets java to a JDK 25, found as the firstseen launcher finds it. To be sourced.
java=
for home in "${JAVA_HOME:-}" "$(dirname "$(dirname "$(readlink -f "$(command -v java || echo /none/bin/java)")")")" \
        /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -x "$home/bin/javac" ] && grep -q '^JAVA_VERSION="25' "$home/release" 2>/dev/null; then
        java="$home/bin/java"
        break
    fi
done
if [ -z "$java" ]; then
    echo "No JDK 25 found: set JAVA_HOME to one." >&2
    exit 2
fi
