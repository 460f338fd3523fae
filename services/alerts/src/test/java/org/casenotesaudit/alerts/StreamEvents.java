package org.casenotesaudit.alerts;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.casenotesaudit.events.AccessObserved;
import org.casenotesaudit.events.Action;
import org.casenotesaudit.events.AlertRaised;
import org.casenotesaudit.events.AlertWithdrawn;
import org.casenotesaudit.events.AllocationKind;
import org.casenotesaudit.events.AllocationMade;
import org.casenotesaudit.events.ConcernFinding;
import org.casenotesaudit.events.ConflictOfInterestCleared;
import org.casenotesaudit.events.ConflictOfInterestFound;
import org.casenotesaudit.events.ConflictStrength;
import org.casenotesaudit.events.DatedCode;
import org.casenotesaudit.events.DeclarationKind;
import org.casenotesaudit.events.DeclarationMade;
import org.casenotesaudit.events.Employment;
import org.casenotesaudit.events.Envelope;
import org.casenotesaudit.events.Explanation;
import org.casenotesaudit.events.FactStrength;
import org.casenotesaudit.events.JudgementMade;
import org.casenotesaudit.events.Origin;
import org.casenotesaudit.events.Purpose;
import org.casenotesaudit.events.RecordKind;
import org.casenotesaudit.events.Severity;
import org.casenotesaudit.events.Verdict;
import org.casenotesaudit.events.VerdictWithReasons;
import org.casenotesaudit.events.WorkerFacts;
import org.casenotesaudit.events.WorkerFileChanged;
import org.casenotesaudit.events.WorkerRelationDeclared;
import org.casenotesaudit.events.WorkerRelationEnded;
import org.casenotesaudit.events.catalogue.Topic;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.messaging.serde.EventSerializer;
import org.casenotesaudit.messaging.serde.RegistrySettings;
import org.casenotesaudit.testkit.Broker;
import org.casenotesaudit.testkit.Registry;

/** Says what access and confidentiality would say, on the real topics. */
final class StreamEvents implements AutoCloseable {

  static final String TEAM_NORTH = "00000000-0000-4000-8000-0000000000a1";
  static final String TEAM_SOUTH = "00000000-0000-4000-8000-0000000000a2";

  private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

  private final EventSerializer serializer =
      new EventSerializer(new RegistrySettings(Registry.running().url(), false));
  private final KafkaProducer<byte[], byte[]> producer =
      new KafkaProducer<>(
          Map.of("bootstrap.servers", Broker.running().bootstrapServers(), "acks", "all"),
          new ByteArraySerializer(),
          new ByteArraySerializer());

  /** One access that was flagged; every alert about it is derived from it. */
  record Flagged(String access, String worker, String client, Instant at) {

    static Flagged by(String worker, String client) {
      return new Flagged(
          id(), worker, client, Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.MICROS));
    }

    Flagged at(Instant moment) {
      return new Flagged(access, worker, client, moment.truncatedTo(ChronoUnit.MICROS));
    }

    String alertId(String rule) {
      return UUID.nameUUIDFromBytes((access + rule).getBytes()).toString();
    }
  }

  static String id() {
    return UUID.randomUUID().toString();
  }

  AlertRaised raise(Flagged access, String rule, Severity severity, int score, int revision) {
    return raise(
        access,
        rule,
        severity,
        score,
        revision,
        true,
        List.of("case-closed-days=214", "grace-days=30"));
  }

  AlertRaised raise(
      Flagged access,
      String rule,
      Severity severity,
      int score,
      int revision,
      boolean attributable,
      List<String> reasons) {
    AlertRaised alert = alert(access, rule, severity, score, revision, attributable, reasons);
    send(Topics.ALERTS, alert);
    return alert;
  }

  /** An alert that is not sent. */
  static AlertRaised alert(
      Flagged access,
      String rule,
      Severity severity,
      int score,
      int revision,
      boolean attributable,
      List<String> reasons) {
    return AlertRaised.newBuilder()
        .setEnvelope(envelope("confidentiality-0", null, access.client()))
        .setAlertId(access.alertId(rule))
        .setAccessId(access.access())
        .setJudgementEventId(id())
        .setWorkerId(access.worker())
        .setRevision(revision)
        .setConcernId(rule)
        .setSeverity(severity)
        .setScore(score)
        .setAttributable(attributable)
        .setReasons(reasons)
        .setRecordKind(rule.startsWith("media") ? RecordKind.VIDEO : RecordKind.CASE_NOTE)
        .setAction(Action.VIEW)
        .setAccessOccurredAt(access.at())
        .setTeamIds(List.of(TEAM_SOUTH))
        .build();
  }

  /** What access says of it, ahead of everybody. */
  AccessObserved observe(Flagged access, Purpose purpose, String record) {
    AccessObserved observed =
        AccessObserved.newBuilder()
            .setEnvelope(envelope("access", access.worker(), access.client()))
            .setAccessId(access.access())
            .setAction(Action.VIEW)
            .setRecordKind(RecordKind.CASE_NOTE)
            .setRecordId(record)
            .setPurpose(purpose)
            .setWorkerFacts(
                WorkerFacts.newBuilder()
                    .setDirectoryVersion(1)
                    .setEmployment(Employment.EMPLOYED)
                    .build())
            .setOrigin(Origin.ACCESS_SERVICE)
            .build();
    send(Topics.ACCESS_OBSERVED, observed);
    return observed;
  }

  void withdraw(Flagged access, String rule, int revision) {
    AlertWithdrawn withdrawn =
        AlertWithdrawn.newBuilder()
            .setEnvelope(envelope("confidentiality-0", null, access.client()))
            .setAlertId(access.alertId(rule))
            .setAccessId(access.access())
            .setWorkerId(access.worker())
            .setJudgementEventId(id())
            .setRevision(revision)
            .build();
    send(Topics.ALERTS, withdrawn);
  }

  void judge(Flagged access, int revision, Verdict known, Verdict later, String rule) {
    VerdictWithReasons asKnown = verdict(known, rule);
    JudgementMade judgement =
        JudgementMade.newBuilder()
            .setEnvelope(envelope("confidentiality-0", null, access.client()))
            .setAccessId(access.access())
            .setAccessEventId(id())
            .setWorkerId(access.worker())
            .setRevision(revision)
            .setAccessOccurredAt(access.at())
            .setAsKnown(asKnown)
            .setAsItWas(verdict(later, rule))
            .setPackDigest("3f9c1a77".repeat(8))
            .setFactsDigest("ab".repeat(32))
            .setTriggeredByEventId(revision == 1 ? null : id())
            .build();
    send(Topics.JUDGEMENTS, judgement);
  }

  private static VerdictWithReasons verdict(Verdict verdict, String rule) {
    var built = VerdictWithReasons.newBuilder().setVerdict(verdict);
    if (verdict == Verdict.EXPLAINED) {
      built.setExplanations(
          List.of(
              Explanation.newBuilder()
                  .setExplanationId("allocated-worker")
                  .setStrength(FactStrength.OWN)
                  .build()));
    }
    if (verdict == Verdict.FLAGGED) {
      built.setConcerns(
          List.of(
              ConcernFinding.newBuilder()
                  .setConcernId(rule)
                  .setSeverity(Severity.HIGH)
                  .setScore(700)
                  .build()));
    }
    return built.build();
  }

  /** A worker file: who is in which team, under whom. */
  void workerFile(String worker, long version, List<String> teams, List<String> supervisors) {
    workerFile(worker, version, teams, supervisors, dated(List.of()));
  }

  /** The same of somebody with roles, each with the time it was held. */
  void workerFile(
      String worker,
      long version,
      List<String> teams,
      List<String> supervisors,
      List<DatedCode> roles) {
    WorkerFileChanged file =
        WorkerFileChanged.newBuilder()
            .setEnvelope(envelope("access", worker, null))
            .setWorkerId(worker)
            .setVersion(version)
            .setTeams(dated(teams))
            .setSupervisors(dated(supervisors))
            .setRoles(roles)
            .build();
    send(Topics.ACCESS_DIRECTORY, file);
  }

  /** A worker was allocated to a client. */
  void allocate(String worker, String client) {
    AllocationMade made =
        AllocationMade.newBuilder()
            .setEnvelope(envelope("case-notes", id(), client))
            .setAllocationId(id())
            .setCaseId(id())
            .setWorkerId(worker)
            .setAllocationKind(AllocationKind.CO_WORKER)
            .setValidFrom(LONG_AGO)
            .build();
    send(Topics.CASE_NOTES_RECORD, made);
  }

  /** A worker has a conflict of interest with a client; its id. */
  String conflict(String worker, String client) {
    ConflictOfInterestFound found =
        ConflictOfInterestFound.newBuilder()
            .setEnvelope(envelope("case-notes", id(), client))
            .setConflictId(id())
            .setWorkerId(worker)
            .setStrength(ConflictStrength.WEAK)
            .setValidFrom(LONG_AGO)
            .build();
    send(Topics.CASE_NOTES_RECORD, found);
    return found.getConflictId();
  }

  void conflictCleared(String conflict, String client, Instant at) {
    ConflictOfInterestCleared cleared =
        ConflictOfInterestCleared.newBuilder()
            .setEnvelope(envelope("case-notes", id(), client))
            .setConflictId(conflict)
            .setClearedAt(at)
            .build();
    send(Topics.CASE_NOTES_RECORD, cleared);
  }

  /** A worker declares something about themselves and a client. */
  void declare(String worker, String client, DeclarationKind kind) {
    DeclarationMade made =
        DeclarationMade.newBuilder()
            .setEnvelope(envelope("case-notes", worker, client))
            .setDeclarationId(id())
            .setWorkerId(worker)
            .setDeclarationKind(kind)
            .build();
    send(Topics.CASE_NOTES_RECORD, made);
  }

  /** A worker declares that they stand close to another; the relation's id. */
  String declareRelation(String worker, String other) {
    WorkerRelationDeclared declared =
        WorkerRelationDeclared.newBuilder()
            .setEnvelope(envelope("access", worker, null))
            .setRelationId(id())
            .setWorkerId(worker)
            .setOtherWorkerId(other)
            .setValidFrom(LONG_AGO)
            .build();
    send(Topics.ACCESS_DIRECTORY, declared);
    return declared.getRelationId();
  }

  void endRelation(String relation, String worker, String other, Instant at) {
    WorkerRelationEnded ended =
        WorkerRelationEnded.newBuilder()
            .setEnvelope(envelope("access", worker, null))
            .setRelationId(relation)
            .setWorkerId(worker)
            .setOtherWorkerId(other)
            .setValidFrom(LONG_AGO)
            .setEndedAt(at)
            .build();
    send(Topics.ACCESS_DIRECTORY, ended);
  }

  private static List<DatedCode> dated(List<String> values) {
    return values.stream().map(value -> dated(value, null)).toList();
  }

  /** What held since long ago, until then; null for still. */
  static DatedCode dated(String value, Instant until) {
    return DatedCode.newBuilder()
        .setValue(value)
        .setValidFrom(LONG_AGO)
        .setValidUntil(until)
        .build();
  }

  void raw(Topic topic, byte[] key, byte[] value) {
    try {
      producer.send(new ProducerRecord<>(topic.name(), key, value)).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends, and says in which bytes. */
  byte[] send(Topic topic, SpecificRecord event) {
    byte[] value = serializer.serialize(topic.name(), event);
    raw(topic, topic.keyFor(event).getBytes(), value);
    return value;
  }

  static Envelope envelope(String source, String actor, String client) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    return Envelope.newBuilder()
        .setEventId(id())
        .setAgencyId("demo")
        .setSource(source)
        .setSourceSequence(1)
        .setOccurredAt(now)
        .setRecordedAt(now)
        .setActorId(actor)
        .setClientId(client)
        .build();
  }

  @Override
  public void close() {
    producer.close();
    serializer.close();
  }
}
