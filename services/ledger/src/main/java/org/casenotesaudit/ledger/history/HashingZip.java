package org.casenotesaudit.ledger.history;

import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.SortedMap;
import org.casenotesaudit.ledger.tree.Hash;

/** Notes length and hash of every member on its way into the archive, for the manifest. */
final class HashingZip {
  private final PlainZip zip;
  private final SortedMap<String, Manifest.FileHash> hashes;

  HashingZip(PlainZip zip, SortedMap<String, Manifest.FileHash> hashes) {
    this.zip = zip;
    this.hashes = hashes;
  }

  void add(String name, PlainZip.Content content) throws IOException {
    zip.add(
        name,
        member -> {
          var hashing = new Hashing(member);
          content.writeTo(hashing);
          hashes.put(name, hashing.result());
        });
  }

  /** Passes bytes on and remembers their number and hash. */
  static final class Hashing extends OutputStream {
    private final DigestOutputStream out;
    private long bytes;

    Hashing(OutputStream out) {
      this.out = new DigestOutputStream(out, sha256());
    }

    private static MessageDigest sha256() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException everyJdkHasIt) {
        throw new IllegalStateException(everyJdkHasIt);
      }
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      bytes++;
    }

    @Override
    public void write(byte[] content, int offset, int length) throws IOException {
      out.write(content, offset, length);
      bytes += length;
    }

    Manifest.FileHash result() {
      return new Manifest.FileHash(bytes, Hash.of(out.getMessageDigest().digest()));
    }
  }
}
