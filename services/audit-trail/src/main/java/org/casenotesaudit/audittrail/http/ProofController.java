package org.casenotesaudit.audittrail.http;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.casenotesaudit.audittrail.integrate.CoveredTree;
import org.casenotesaudit.audittrail.integrate.CoveredTree.Covered;
import org.casenotesaudit.audittrail.integrate.TreeTable;
import org.casenotesaudit.events.TrailReadKind;
import org.casenotesaudit.ledger.proof.ConsistencyProof;
import org.casenotesaudit.ledger.proof.InclusionProof;
import org.casenotesaudit.ledger.proof.Proofs;
import org.casenotesaudit.ledger.proof.TlogProof;
import org.casenotesaudit.ledger.tile.TileReader;
import org.casenotesaudit.ledger.tree.Hash;
import org.casenotesaudit.serviceframe.description.Format;
import org.casenotesaudit.serviceframe.description.Refuses;
import org.casenotesaudit.serviceframe.problem.CanonicalUuid;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.casenotesaudit.serviceframe.security.Caller;
import org.casenotesaudit.serviceframe.security.Callers;
import org.casenotesaudit.serviceframe.security.Roles;
import org.jspecify.annotations.Nullable;

/** Proofs to take away: that an entry is in the log, that the log only grew. */
@Controller("/v1")
@Secured({Roles.AUDITOR, Roles.COMPLIANCE_OFFICER})
@ExecuteOn(TaskExecutors.BLOCKING)
public class ProofController {

  private static final String ON_BEHALF_OF = "On-Behalf-Of";
  private static final String NOT_YET = "not-in-ledger-yet";
  private static final String NOT_COVERED = "No signed checkpoint covers an event of this id.";

  private final TreeTable table;
  private final CoveredTree tree;
  private final TrailReads reads;

  ProofController(TreeTable table, CoveredTree tree, TrailReads reads) {
    this.table = table;
    this.tree = tree;
    this.reads = reads;
  }

  /**
   * Where the entry of an event stands.
   *
   * @param index its place in the log, from 0
   * @param eventId the event
   */
  @Serdeable
  public record EntryPlace(long index, String eventId) {}

  /**
   * That the log only grew.
   *
   * @param from the earlier size, in entries
   * @param to the later size
   * @param hashes in base64, as RFC 6962 section 2.1.2 orders them
   */
  @Serdeable
  public record Consistency(long from, long to, List<String> hashes) {}

  /**
   * Where the entry of an event stands in the log, once a signed checkpoint covers it.
   *
   * @param eventId the event
   * @param onBehalfOf the worker whom the console shows it to: it reads for others, never itself;
   *     needed with the role {@code service-alerts}, refused without it
   * @return its place
   */
  @Get("/entries")
  @Secured({Roles.AUDITOR, Roles.COMPLIANCE_OFFICER, Roles.SERVICE_ALERTS})
  @Refuses(status = HttpStatus.NOT_FOUND, code = NOT_YET, when = NOT_COVERED)
  EntryPlace placeOfEntry(
      @QueryValue String eventId,
      @Nullable @Header(ON_BEHALF_OF) @Format(Format.UUID) String onBehalfOf,
      Authentication authentication)
      throws SQLException, IOException {
    UUID id = uuid("eventId", eventId);
    Caller reader = reader(Callers.of(authentication), onBehalfOf);
    Optional<Long> appended = table.indexOf(id);
    // Appended is not enough: until a checkpoint is signed, no proof of this place can be had.
    long size = tree.size();
    long index =
        appended
            .filter(place -> place < size)
            .orElseThrow(() -> missed(reader, TrailReadKind.ENTRY, id));
    reads.record(reader, TrailReadKind.ENTRY, id, 1);
    return new EntryPlace(index, id.toString());
  }

  /**
   * Proves that the entry of an event is in the log.
   *
   * @param eventId the event
   * @return a C2SP tlog-proof that carries the entry and the checkpoint
   */
  @Get("/proofs/inclusion")
  @Produces(MediaType.TEXT_PLAIN)
  @Refuses(status = HttpStatus.NOT_FOUND, code = NOT_YET, when = NOT_COVERED)
  HttpResponse<byte[]> inclusionProof(@QueryValue String eventId, Authentication authentication)
      throws SQLException, IOException, InterruptedException {
    UUID id = uuid("eventId", eventId);
    Caller reader = Callers.of(authentication);
    Supplier<ProblemException> missed = () -> missed(reader, TrailReadKind.INCLUSION_PROOF, id);
    long index = table.indexOf(id).orElseThrow(missed);
    Covered covered = tree.covering(index).orElseThrow(missed);
    TileReader tiles = covered.reader();
    InclusionProof proof = Proofs.inclusion(tiles, index);
    byte[] file = TlogProof.of(proof, covered.checkpoint(), tiles.entry(index)).format();
    reads.record(reader, TrailReadKind.INCLUSION_PROOF, id, 1);
    return HttpResponse.ok(file)
        .contentType(MediaType.TEXT_PLAIN_TYPE)
        .header("Content-Disposition", "attachment; filename=\"" + id + ".tlog-proof\"");
  }

  /**
   * Proves that the log at one size begins with all of the log at an earlier one. Any two sizes do,
   * not only those of checkpoints; from nothing, or from a size to itself, there is nothing to show
   * and the proof is empty.
   *
   * @param from the earlier size, in entries
   * @param to the later size; at most that of the signed log
   * @return the hashes that lead from one to the other
   */
  @Get("/proofs/consistency")
  @Refuses(
      status = HttpStatus.NOT_FOUND,
      code = NOT_YET,
      when = "The signed log is not as long as that yet.")
  Consistency consistencyProof(
      @QueryValue long from, @QueryValue long to, Authentication authentication)
      throws IOException {
    long size = tree.size();
    if (from < 0) {
      throw ProblemException.invalidField("from", from, "0 or more");
    }
    if (to < from) {
      throw ProblemException.invalidField("to", to, from + " or more, as from is " + from);
    }
    if (to > size) {
      throw new ProblemException(
          HttpStatus.NOT_FOUND,
          NOT_YET,
          "to: \"" + to + "\" (expected: at most " + size + ", the size of the signed log)");
    }
    ConsistencyProof proof = Proofs.consistency(tree.reader(to, size), from);
    reads.record(Callers.of(authentication), TrailReadKind.CONSISTENCY_PROOF, null, 0);
    return new Consistency(from, to, proof.path().stream().map(Hash::toBase64).toList());
  }

  /** Asking for what is not there is a read of the trail too, and on record before its answer. */
  private ProblemException missed(Caller reader, TrailReadKind kind, UUID eventId) {
    reads.record(reader, kind, eventId, 0);
    return new ProblemException(HttpStatus.NOT_FOUND, NOT_YET, NOT_COVERED);
  }

  private static Caller reader(Caller caller, @Nullable String onBehalfOf) {
    if (caller.hasRole(Roles.SERVICE_ALERTS)) {
      String worker = uuid(ON_BEHALF_OF, onBehalfOf).toString();
      return new Caller(worker, caller.agencyId(), Set.of());
    }
    if (onBehalfOf != null) {
      throw ProblemException.invalidField(ON_BEHALF_OF, "…", "none, but from the console");
    }
    return caller;
  }

  private static UUID uuid(String field, @Nullable String text) {
    if (text == null) {
      throw ProblemException.invalidField(field, "nothing", CanonicalUuid.EXPECTED);
    }
    return CanonicalUuid.parse(text)
        .orElseThrow(() -> ProblemException.invalidField(field, "…", CanonicalUuid.EXPECTED));
  }
}
