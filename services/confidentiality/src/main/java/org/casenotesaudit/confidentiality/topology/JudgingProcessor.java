package org.casenotesaudit.confidentiality.topology;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.casenotesaudit.confidentiality.publishing.Trigger;
import org.casenotesaudit.confidentiality.reading.EventReader;
import org.casenotesaudit.confidentiality.reading.Reading;
import org.casenotesaudit.confidentiality.topology.ClientFiles.Put;
import org.casenotesaudit.confidentiality.topology.Tally.Kind;
import org.casenotesaudit.events.Envelope;
import org.casenotesaudit.events.QuarantineCode;
import org.casenotesaudit.messaging.serde.DecodedEvent;
import org.casenotesaudit.rules.facts.ClientFile;
import org.casenotesaudit.rules.facts.Fact;
import org.jspecify.annotations.Nullable;

/**
 * What happens to one record: it is decoded, put into its client's file once, and whatever it could
 * make look different is judged again; then, if it moved time, what was waiting for that moment.
 *
 * <p>A registry that is away fails the task: the thread is replaced and reads the record again.
 */
final class JudgingProcessor implements Processor<byte[], byte[], byte[], byte[]> {

  /**
   * A pace, not a time: what is said in a step has the time of the event that made it necessary.
   */
  private static final Duration BETWEEN_STEPS = Duration.ofMillis(50);

  private final Collaborators collaborators;
  private @Nullable Partition partition;

  /** What belongs to one life of this processor on one partition. */
  private record Partition(
      ProcessorContext<byte[], byte[]> context,
      ClientFiles files,
      Sequence sequence,
      Horizon horizon,
      Rejudging rejudging,
      Waiting waiting,
      Clearing clearing,
      TooLate tooLate,
      Quarantine quarantine,
      PackNotice packNotice) {}

  JudgingProcessor(Collaborators collaborators) {
    this.collaborators = collaborators;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    var horizon = Horizon.of(collaborators.pack().parameters());
    var files =
        new ClientFiles(
            context.getStateStore(Stores.FACTS),
            context.getStateStore(Stores.ACCESSES),
            new Departures(context.getStateStore(Stores.DEPARTED)),
            new Collapsed(context.getStateStore(Stores.COLLAPSED)),
            collaborators.decoder(),
            horizon);
    var sequence =
        new Sequence(
            context.getStateStore(Stores.COUNTERS), ConfidentialityTopology.APP, context.taskId());
    var sender = new Sender(context, collaborators.serializer(), sequence);
    var bench = new Bench(files, context.getStateStore(Stores.PENDING), sender, collaborators);
    Bounds bounds = collaborators.bounds();
    var rejudging =
        new Rejudging(
            files, bench, sequence, horizon, collaborators, context.getStateStore(Stores.CURSORS));
    partition =
        new Partition(
            context,
            files,
            sequence,
            horizon,
            rejudging,
            new Waiting(context.getStateStore(Stores.PENDING), files, bench, sequence, bounds),
            new Clearing(files, rejudging, sequence, collaborators),
            new TooLate(sender, horizon, collaborators.tally()),
            new Quarantine(context.getStateStore(Stores.QUARANTINED), sender, collaborators),
            new PackNotice(context.taskId(), sequence, sender, collaborators.pack()));
    context.schedule(BETWEEN_STEPS, PunctuationType.WALL_CLOCK_TIME, moment -> goOn());
  }

  /** What one record began and did not finish: a step of it. */
  private void goOn() {
    here().rejudging().goOn();
    here().waiting().goOn();
    here().clearing().goOn();
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    Partition here = here();
    RecordMetadata place =
        here.context()
            .recordMetadata()
            .orElseThrow(() -> new IllegalStateException("a record came from no topic"));
    switch (collaborators.decoder().decode(place.topic(), record.value())) {
      case DecodedEvent.Known known -> takeIn(known, record, place);
      case DecodedEvent.Unfamiliar unfamiliar -> collaborators.tally().count(Kind.UNFAMILIAR);
      case DecodedEvent.Undecodable undecodable ->
          here.quarantine().putAside(record, place, undecodable.code());
    }
  }

  private void takeIn(
      DecodedEvent.Known known, Record<byte[], byte[]> record, RecordMetadata place) {
    Partition here = here();
    Envelope envelope = known.envelope();
    String clientId = envelope.getClientId();
    if (clientId != null && !isKey(clientId, record.key())) {
      // In the wrong partition it would found a second file of the same client.
      here.quarantine().putAside(record, place, QuarantineCode.KEY_MISMATCH);
      return;
    }
    Trigger trigger = Trigger.of(envelope);
    here.packNotice().giveOnce(trigger);
    boolean timeMoved = here.sequence().observe(place.topic(), envelope.getRecordedAt());
    Reading reading = EventReader.read(known.event(), envelope);
    if (reading.isEmpty()) {
      collaborators.tally().count(Kind.NOT_LOOKED_AT);
    } else if (clientId == null) {
      collaborators.tally().count(Kind.WITHOUT_CLIENT);
    } else {
      file(clientId, reading, new StoredEvent(place.topic(), record.value()), trigger, place);
    }
    if (timeMoved) {
      here.waiting().judgeWhatIsDue(trigger);
    }
  }

  private void file(
      String clientId, Reading reading, StoredEvent event, Trigger trigger, RecordMetadata place) {
    Instant reach = Instant.MAX;
    var fact = reading.asFact();
    if (fact.isPresent() && isNew(here().files().addFact(clientId, fact.get(), event), Kind.FACT)) {
      reach = reachOf(clientId, fact.get(), trigger);
    }
    var act = reading.asAct();
    if (act.isPresent()) {
      Instant closedUntil = Sequence.startOf(here().sequence().closedDay());
      Put put = here().files().addAct(clientId, act.get(), event, closedUntil);
      if (isNew(put, Kind.ACT)) {
        Instant occurredAt = act.get().occurredAt();
        reach = reach.isBefore(occurredAt) ? reach : occurredAt;
      } else if (put == Put.TOO_LATE) {
        here().tooLate().act(clientId, trigger, place);
      }
    }
    if (reach.isBefore(Instant.MAX)) {
      here().rejudging().since(clientId, reach, trigger);
    }
  }

  private Instant reachOf(String clientId, Fact fact, Trigger trigger) {
    ClientFile file = here().files().file(clientId, here().sequence().observedUntil());
    Instant settledUntil = here().horizon().settledUntil(file);
    if (file.isTooLate(fact, settledUntil)) {
      here().tooLate().fact(clientId, trigger, file.saysSince(fact), settledUntil);
    }
    return file.reachOf(fact);
  }

  private boolean isNew(Put put, Kind kind) {
    collaborators
        .tally()
        .count(
            switch (put) {
              case NEW -> kind;
              case SAME_AGAIN -> Kind.DUPLICATE;
              case OTHER_BYTES -> Kind.CONFLICT;
              case TOO_LATE -> Kind.ACT_TOO_LATE;
            });
    return put == Put.NEW;
  }

  private static boolean isKey(String clientId, byte @Nullable [] key) {
    return Arrays.equals(clientId.getBytes(StandardCharsets.UTF_8), key);
  }

  private Partition here() {
    if (partition == null) {
      throw new IllegalStateException("process before init");
    }
    return partition;
  }
}
