package org.casenotesaudit.confidentiality.http;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.casenotesaudit.confidentiality.streams.JudgingStream;
import org.casenotesaudit.confidentiality.streams.NotServingException;
import org.casenotesaudit.confidentiality.topology.StoreKeys;
import org.casenotesaudit.confidentiality.topology.StoredAct;
import org.casenotesaudit.confidentiality.topology.Stores;
import org.casenotesaudit.events.JudgementMade;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.messaging.serde.DecodedEvent;
import org.casenotesaudit.messaging.serde.EventDecoder;

/** Reads last judgements out of the stream's own store, as they were sent. */
@Singleton
final class LastJudgements {

  private final JudgingStream stream;
  private final EventDecoder decoder;

  LastJudgements(JudgingStream stream, EventDecoder decoder) {
    this.stream = stream;
    this.decoder = decoder;
  }

  /**
   * In order of when the accesses happened.
   *
   * @throws NotServingException while partitions move, or if another process holds the client's
   */
  List<JudgementMade> ofClient(String clientId) {
    List<JudgementMade> judgements = new ArrayList<>();
    try (KeyValueIterator<byte[], byte[]> acts =
        stream
            .storeOf(clientId, Stores.ACCESSES)
            .range(StoreKeys.fromOf(clientId), StoreKeys.untilOf(clientId))) {
      while (acts.hasNext()) {
        KeyValue<byte[], byte[]> act = acts.next();
        decode(StoredAct.read(act.value).last().event()).ifPresent(judgements::add);
      }
    } catch (InvalidStateStoreException moved) {
      throw new NotServingException(stream.state(), moved);
    }
    return judgements;
  }

  private Optional<JudgementMade> decode(byte[] sent) {
    if (sent.length > 0
        && decoder.decode(Topics.JUDGEMENTS.name(), sent) instanceof DecodedEvent.Known known
        && known.event() instanceof JudgementMade made) {
      return Optional.of(made);
    }
    return Optional.empty();
  }
}
