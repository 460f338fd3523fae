package org.casenotesaudit.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * As whom PostgreSQL runs: it refuses to be root. A normal user just starts it; root starts it in a
 * user namespace where root looks like nobody or, where the kernel allows no such namespace, as the
 * user nobody, to whom its folders are then given.
 */
enum PostgresUser {
  MYSELF(List.of(), false),
  NAMELESS(List.of("unshare", "-U"), false),
  NOBODY(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"), true);

  private final List<String> prefix;
  private final boolean ownsItsFolders;

  PostgresUser(List<String> prefix, boolean ownsItsFolders) {
    this.prefix = prefix;
    this.ownsItsFolders = ownsItsFolders;
  }

  static PostgresUser here() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return MYSELF;
    }
    return Processes.succeeds(List.of("unshare", "-U", "true")) ? NAMELESS : NOBODY;
  }

  /** What stands before the program on the command line. */
  List<String> prefix() {
    return prefix;
  }

  void own(Path path) throws IOException {
    if (ownsItsFolders
        && !Processes.succeeds(List.of("chown", "-R", "65534:65534", path.toString()))) {
      throw new IOException("cannot give " + path + " to the user nobody");
    }
  }
}
