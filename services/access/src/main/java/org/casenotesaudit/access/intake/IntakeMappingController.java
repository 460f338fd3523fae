package org.casenotesaudit.access.intake;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.casenotesaudit.access.WorkerId;
import org.casenotesaudit.access.directory.OwnFileException;
import org.casenotesaudit.serviceframe.description.Codes;
import org.casenotesaudit.serviceframe.description.Example;
import org.casenotesaudit.serviceframe.description.Refuses;
import org.casenotesaudit.serviceframe.description.Required;
import org.casenotesaudit.serviceframe.problem.CanonicalUuid;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.casenotesaudit.serviceframe.security.Callers;
import org.casenotesaudit.serviceframe.security.Roles;
import org.casenotesaudit.serviceframe.security.Subjects;
import org.jspecify.annotations.Nullable;

/** Keeps what other systems' ids mean. */
@Controller("/v1/intake-mappings")
@Secured(Roles.DIRECTORY_ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
class IntakeMappingController {

  private static final int UNMAPPED_SHOWN_MAX = 200;

  private final IntakeMappings mappings;
  private final MappingDesk desk;

  IntakeMappingController(IntakeMappings mappings, MappingDesk desk) {
    this.mappings = mappings;
    this.desk = desk;
  }

  /**
   * What a foreign id means.
   *
   * @param id our worker or client
   * @param source the intake client that means this id; needed unless the system is an absolute URI
   */
  @Serdeable
  record MappingBody(
      @Required @Nullable String id, @Example("ehr-north") @Nullable String source) {}

  /**
   * Foreign ids that came and mean nobody yet.
   *
   * @param unmapped the most frequent first, at most 200
   */
  @Serdeable
  record UnmappedAnswer(List<UnmappedId> unmapped) {}

  /**
   * A foreign id that means nobody yet.
   *
   * @param kind whom it should mean
   * @param source the intake client that sent it
   * @param system the system of the id, as FHIR has it
   * @param value the id within the system
   * @param times how often it came
   * @param firstSeen when it came first
   * @param lastSeen when it came last
   */
  @Serdeable
  record UnmappedId(
      @Codes(IntakeMappings.Kind.class) String kind,
      String source,
      String system,
      String value,
      long times,
      Instant firstSeen,
      Instant lastSeen) {}

  /**
   * Says whom another system means by an id of its own; events that waited for it are told anew.
   *
   * @param kind whom it means
   * @param system the system of the id, as FHIR has it; percent-encoded
   * @param value the id within the system; percent-encoded
   * @return nothing but that it is so
   */
  @Put("/{kind}/{system}/{value}")
  @Status(HttpStatus.NO_CONTENT)
  @Refuses(
      status = HttpStatus.FORBIDDEN,
      code = OwnFileException.OWN_FILE,
      when = "The id is your own.")
  @Refuses(status = HttpStatus.NOT_FOUND, code = "not-found", when = "There is no such kind.")
  HttpResponse<Void> putMapping(
      @Codes(IntakeMappings.Kind.class) String kind,
      @Example("urn:example:ehr:users") String system,
      String value,
      @Body MappingBody body,
      Authentication authentication) {
    WorkerId setBy = WorkerId.ofSubject(Callers.of(authentication).subject());
    var foreignId = new ForeignId(bounded("system", system), bounded("value", value));
    boolean done =
        desk.put(
            new IntakeMappings.Mapping(
                kindOf(kind), scope(foreignId, body.source()), foreignId, idOf(body.id())),
            setBy);
    if (!done) {
      throw new ProblemException(
          HttpStatus.FORBIDDEN,
          OwnFileException.OWN_FILE,
          "id: your own (expected: facts about somebody else)");
    }
    return HttpResponse.noContent();
  }

  /**
   * Lists foreign ids that came and mean nobody yet.
   *
   * @return the ids
   */
  @Get("/unmapped")
  UnmappedAnswer unmappedIds() {
    return new UnmappedAnswer(
        mappings.unmapped(UNMAPPED_SHOWN_MAX).stream()
            .map(
                wanted ->
                    new UnmappedId(
                        wanted.kind().code(),
                        wanted.source(),
                        wanted.foreignId().system(),
                        wanted.foreignId().value(),
                        wanted.times(),
                        wanted.firstSeen(),
                        wanted.lastSeen()))
            .toList());
  }

  private static IntakeMappings.Kind kindOf(String kind) {
    return Arrays.stream(IntakeMappings.Kind.values())
        .filter(known -> known.code().equals(kind))
        .findFirst()
        .orElseThrow(ProblemException::notFound);
  }

  private static String scope(ForeignId foreignId, @Nullable String source) {
    if (source == null) {
      if (!foreignId.isUniqueEverywhere()) {
        throw ProblemException.invalidField(
            "source", "", "the intake client, because the system is no absolute URI");
      }
      return IntakeMappings.EVERYWHERE;
    }
    if (!Subjects.isOfSystem(source)) {
      throw ProblemException.invalidField("source", source, "the name of an intake client");
    }
    return source;
  }

  private static UUID idOf(@Nullable String id) {
    return CanonicalUuid.parse(id)
        .orElseThrow(
            () ->
                ProblemException.invalidField("id", id == null ? "" : id, CanonicalUuid.EXPECTED));
  }

  private static String bounded(String field, String text) {
    if (text.isBlank() || text.length() > ForeignId.CHARACTERS_MAX) {
      throw ProblemException.invalidField(
          field, text.length() + " characters", "1 to " + ForeignId.CHARACTERS_MAX);
    }
    return text;
  }
}
