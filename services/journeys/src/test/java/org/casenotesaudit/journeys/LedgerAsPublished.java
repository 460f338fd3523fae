package org.casenotesaudit.journeys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The log as anybody may read it: checkpoint and entry bundles of C2SP tlog-tiles. Reads the format
 * on its own, so that it would notice if our writer and our verifier agreed on a mistake.
 */
final class LedgerAsPublished {

  private static final int BUNDLE_ENTRIES = 256;

  private final Agency agency;
  private final ObjectMapper json = new ObjectMapper();

  LedgerAsPublished(Agency agency) {
    this.agency = agency;
  }

  String checkpoint() throws IOException, InterruptedException {
    return new String(
        agency.bytes(agency.url("AUDIT_TRAIL", "/checkpoint")), StandardCharsets.UTF_8);
  }

  /** The base64 of the root hash that a checkpoint states. */
  static String rootOf(String checkpoint) {
    return checkpoint.split("\n")[2];
  }

  static long sizeOf(String checkpoint) {
    return Long.parseLong(checkpoint.split("\n")[1]);
  }

  /** All entries that a checkpoint covers, in order, byte for byte. */
  List<byte[]> entries(String checkpoint) throws IOException, InterruptedException {
    long size = sizeOf(checkpoint);
    List<byte[]> entries = new ArrayList<>();
    for (long bundle = 0; bundle * BUNDLE_ENTRIES < size; bundle++) {
      long width = Math.min(BUNDLE_ENTRIES, size - bundle * BUNDLE_ENTRIES);
      ByteBuffer bytes = ByteBuffer.wrap(bundle(bundle, width));
      for (long i = 0; i < width; i++) {
        byte[] entry = new byte[Short.toUnsignedInt(bytes.getShort())];
        bytes.get(entry);
        entries.add(entry);
      }
    }
    return entries;
  }

  /**
   * A bundle with at least that many entries. The log may drop a partial one as soon as the full
   * one is there; then the first entries of the full one are the same.
   */
  private byte[] bundle(long number, long width) throws IOException, InterruptedException {
    String full = agency.url("AUDIT_TRAIL", "/tile/entries/" + name(number));
    if (width == BUNDLE_ENTRIES) {
      return agency.bytes(full);
    }
    try {
      return agency.bytes(full + ".p/" + width);
    } catch (IOException dropped) {
      return agency.bytes(full);
    }
  }

  /** The Merkle tree hash of RFC 6962 section 2.1, as it is defined there. */
  static byte[] root(List<byte[]> entries) throws GeneralSecurityException {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    if (entries.isEmpty()) {
      return sha256.digest();
    }
    if (entries.size() == 1) {
      sha256.update((byte) 0);
      return sha256.digest(entries.getFirst());
    }
    int left = Integer.highestOneBit(entries.size() - 1);
    return parent(root(entries.subList(0, left)), root(entries.subList(left, entries.size())));
  }

  /**
   * The roots of the trees over the first so many entries, each entry hashed once.
   *
   * @param sizes from 1 to the number of entries
   */
  static Map<Long, byte[]> roots(List<byte[]> entries, Set<Long> sizes)
      throws GeneralSecurityException {
    Map<Long, byte[]> roots = new TreeMap<>();
    // Roots of the perfect trees that the entries so far are made of, the smallest on top.
    Deque<byte[]> peaks = new ArrayDeque<>();
    for (long size = 1; size <= entries.size(); size++) {
      byte[] peak = root(List.of(entries.get((int) size - 1)));
      for (long rest = size; rest % 2 == 0; rest /= 2) {
        peak = parent(peaks.pop(), peak);
      }
      peaks.push(peak);
      if (sizes.contains(size)) {
        Iterator<byte[]> leftwards = peaks.iterator();
        byte[] root = leftwards.next();
        while (leftwards.hasNext()) {
          root = parent(leftwards.next(), root);
        }
        roots.put(size, root);
      }
    }
    return roots;
  }

  private static byte[] parent(byte[] left, byte[] right) throws GeneralSecurityException {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    sha256.update((byte) 1);
    sha256.update(left);
    return sha256.digest(right);
  }

  /** Whether the checkpoint's first signature is that of the key, by the JDK's own Ed25519. */
  static boolean isSignedBy(String verifierKey, String checkpoint) throws GeneralSecurityException {
    int blank = checkpoint.lastIndexOf("\n\n");
    String text = checkpoint.substring(0, blank + 1);
    byte[] line =
        Base64.getDecoder()
            .decode(
                checkpoint.substring(blank + 2).lines().findFirst().orElseThrow().split(" ")[2]);
    // The key itself may hold a plus; the name and the id before it never do.
    byte[] key = Base64.getDecoder().decode(verifierKey.split("\\+", 3)[2]);
    byte[] subjectPublicKeyInfo =
        HexFormat.of().parseHex("302a300506032b6570032100" + "00".repeat(32));
    System.arraycopy(key, 1, subjectPublicKeyInfo, 12, 32);
    Signature signature = Signature.getInstance("Ed25519");
    signature.initVerify(
        KeyFactory.getInstance("Ed25519")
            .generatePublic(new X509EncodedKeySpec(subjectPublicKeyInfo)));
    signature.update(text.getBytes(StandardCharsets.UTF_8));
    return signature.verify(Arrays.copyOfRange(line, 4, line.length));
  }

  /** Sequence numbers by source, in the order of the log. */
  Map<String, List<Long>> sequences(List<byte[]> entries) throws IOException {
    Map<String, List<Long>> bySource = new TreeMap<>();
    for (byte[] bytes : entries) {
      JsonNode entry = json.readTree(bytes);
      if (entry.hasNonNull("source") && entry.hasNonNull("seq")) {
        bySource
            .computeIfAbsent(entry.get("source").asText(), source -> new ArrayList<>())
            .add(entry.get("seq").asLong());
      }
    }
    return bySource;
  }

  /** 1234067 is x001/x234/067. */
  private static String name(long number) {
    StringBuilder name = new StringBuilder(String.format("%03d", number % 1000));
    for (long rest = number / 1000; rest > 0; rest /= 1000) {
      name.insert(0, String.format("x%03d/", rest % 1000));
    }
    return name.toString();
  }
}
