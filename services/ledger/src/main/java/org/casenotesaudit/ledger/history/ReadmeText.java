package org.casenotesaudit.ledger.history;

import java.util.Locale;

/**
 * {@code README.txt}: what the archive shows and what it does not, for somebody who has never heard
 * of a Merkle tree.
 */
final class ReadmeText {
  static final String NAME = "README.txt";

  private ReadmeText() {}

  static String of(Manifest.Subject subject, Manifest.Tree tree, long entryCount) {
    return String.format(
        Locale.ROOT,
        """
        HISTORY OF ONE CLIENT

        Client:    %s
        Export:    %s, made %s, stated purpose %s
        Log:       %s, %d entries at the time
        In here:   %d entries that the log linked to this client

        FILES
        history.csv      the history as a table, one line per entry, oldest first
        entries.ndjson   the entries as the log holds them, with the values that open them
        proofs.ndjson    for each entry, the proof that it is in the log
        checkpoint.txt   what the log signed: its name, its size, and one number over all its entries
        keys.txt         the public keys of the log (get them from elsewhere too, and compare)
        manifest.json    a fingerprint of each file

        HOW TO CHECK
        verifier check THIS-FILE.zip --vkey KEY-OF-THE-LOG
        It needs no network and trusts nothing but the key that you give it.

        WHAT A SUCCESSFUL CHECK SHOWS
        - Every entry in here is in the log, at its place, unaltered since the checkpoint was signed.
        - Every value shown is the value that was recorded.
        - The entries are numbered 1, 2, 3, ... without a gap, each naming the one before it, so none was left out between
          the first and the last one in here.
        - The table says exactly what the entries say.

        WHAT IT DOES NOT SHOW
        - That the last entry in here is the last one there is. Later entries about this client may exist, even some made
          before the checkpoint; this version of the format cannot show that none was left out at the end.
        - That the agency keeps only one chain for this client.
        - That everything that happened was recorded, or that what people stated, such as a purpose, was true.
        - That this person has only this one identifier.
        - Anything about values that are not opened (column notDisclosed): a key may have been destroyed on a person's request.
        - The export's own particulars above (number, time, purpose): the log has an entry about the export, which is not in
          here.
        - That nobody was shown another log, unless a witness that you trust has signed the checkpoint as well.
        """,
        subject.clientId(),
        subject.exportId(),
        subject.exportedAt(),
        subject.purpose(),
        tree.origin(),
        tree.size(),
        entryCount);
  }
}
