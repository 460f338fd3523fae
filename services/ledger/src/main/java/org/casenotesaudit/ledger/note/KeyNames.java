package org.casenotesaudit.ledger.note;

/** What a key may be called: something that fits in a signature line and a key string. */
final class KeyNames {
  private KeyNames() {}

  static void require(String name) {
    boolean spaced =
        name.codePoints()
            .anyMatch(
                c ->
                    Character.isWhitespace(c)
                        || Character.isSpaceChar(c)
                        || Character.isISOControl(c));
    if (name.isEmpty() || spaced || name.contains("+") || name.length() > 255) {
      throw new NoteException.MalformedKey(
          "name \"" + name + "\"", "1 to 255 characters without spaces and without '+'");
    }
  }
}
