package org.casenotesaudit.rules;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.casenotesaudit.rules.facts.Access;
import org.casenotesaudit.rules.facts.EventId;
import org.casenotesaudit.rules.judgement.Answer;

/** SHA-256, hex, over the ids of the events that a judgement rests on: sorted, each on a line. */
final class FactsDigest {

  private FactsDigest() {}

  static String of(Access access, Answer asKnown, Answer asItWas) {
    SortedSet<String> ids = new TreeSet<>();
    access.learnedFrom().ifPresent(origin -> ids.add(origin.eventId().value()));
    for (Answer answer : new Answer[] {asKnown, asItWas}) {
      Stream.concat(
              answer.explanations().stream().flatMap(held -> held.facts().stream()),
              answer.concerns().stream().flatMap(finding -> finding.facts().stream()))
          .map(EventId::value)
          .forEach(ids::add);
    }
    byte[] lines = String.join("\n", ids).getBytes(StandardCharsets.US_ASCII);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(lines));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}
