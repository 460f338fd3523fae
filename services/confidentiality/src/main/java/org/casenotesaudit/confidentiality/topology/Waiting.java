package org.casenotesaudit.confidentiality.topology;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.casenotesaudit.confidentiality.publishing.Trigger;
import org.casenotesaudit.rules.facts.ClientFile;
import org.jspecify.annotations.Nullable;

/** Acts whose judgement changes when time has passed, judged when it has: no more than a step. */
final class Waiting {

  private final KeyValueStore<byte[], byte[]> pending;
  private final ClientFiles files;
  private final Bench bench;
  private final Sequence sequence;
  private final int judgedPerStep;

  /** What moved time, while more is due than one step could take; lost, the next one takes over. */
  private @Nullable Trigger moreIsDue;

  Waiting(
      KeyValueStore<byte[], byte[]> pending,
      ClientFiles files,
      Bench bench,
      Sequence sequence,
      Bounds bounds) {
    this.pending = pending;
    this.files = files;
    this.bench = bench;
    this.sequence = sequence;
    this.judgedPerStep = bounds.judgedPerStep();
  }

  void judgeWhatIsDue(Trigger trigger) {
    List<byte[]> dueNow = dueNow();
    for (byte[] due : dueNow) {
      pending.delete(due);
      String clientId = StoreKeys.clientOfDue(due);
      byte[] actKey = StoreKeys.actOfDue(due);
      ClientFile file = files.file(clientId, sequence.observedUntil());
      Instant moment = StoreKeys.momentOfAct(clientId, actKey);
      file.actsSince(moment).stream()
          .takeWhile(act -> StoreKeys.micros(act.occurredAt()) == StoreKeys.micros(moment))
          .filter(act -> Arrays.equals(StoreKeys.act(clientId, act), actKey))
          .findFirst()
          .ifPresent(act -> bench.judge(clientId, act, file, trigger));
    }
    moreIsDue = dueNow.size() < judgedPerStep ? null : trigger;
  }

  void goOn() {
    if (moreIsDue != null) {
      judgeWhatIsDue(moreIsDue);
    }
  }

  private List<byte[]> dueNow() {
    List<byte[]> due = new ArrayList<>();
    byte[] until = StoreKeys.dueUntil(sequence.observedUntil());
    try (KeyValueIterator<byte[], byte[]> waiting = pending.range(new byte[Long.BYTES], until)) {
      while (waiting.hasNext() && due.size() < judgedPerStep) {
        due.add(waiting.next().key);
      }
    }
    return due;
  }
}
