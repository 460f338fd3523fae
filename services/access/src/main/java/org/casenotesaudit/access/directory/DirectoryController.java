package org.casenotesaudit.access.directory;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.casenotesaudit.access.WorkerId;
import org.casenotesaudit.events.Employment;
import org.casenotesaudit.events.WorkerFacts;
import org.casenotesaudit.serviceframe.description.Codes;
import org.casenotesaudit.serviceframe.description.Format;
import org.casenotesaudit.serviceframe.description.Refuses;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.casenotesaudit.serviceframe.security.Caller;
import org.casenotesaudit.serviceframe.security.Callers;
import org.casenotesaudit.serviceframe.security.Roles;
import org.jspecify.annotations.Nullable;

/** The worker files over HTTP. */
@Controller("/v1/workers")
@ExecuteOn(TaskExecutors.BLOCKING)
class DirectoryController {

  private final Directory directory;
  private final InstantSource clock;

  DirectoryController(Directory directory, InstantSource clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /**
   * That a file was put.
   *
   * @param version of the file, from 1; the same as before if nothing in it changed
   */
  @Serdeable
  record VersionAnswer(long version) {}

  /**
   * One worker as of now.
   *
   * @param workerId the worker
   * @param version of their file, from 1
   * @param displayName how they are called
   * @param roles codes of their roles
   * @param teams their teams
   * @param supervisors workers who supervise them
   * @param employment whether they are in post
   * @param file the whole dated file; given to administrators only
   */
  @Serdeable
  record WorkerAnswer(
      String workerId,
      long version,
      @Nullable String displayName,
      List<String> roles,
      @Format(Format.UUID) List<String> teams,
      @Format(Format.UUID) List<String> supervisors,
      @Codes(Employment.class) String employment,
      @Nullable WorkerFileBody file) {}

  /**
   * Puts the whole file of a worker in place of the one before. Nobody puts their own.
   *
   * @param workerId the worker
   * @return the version that it has now
   */
  @Put("/{workerId}")
  @Refuses(
      status = HttpStatus.FORBIDDEN,
      code = OwnFileException.OWN_FILE,
      when = "It is your own file.")
  @Secured(Roles.DIRECTORY_ADMIN)
  VersionAnswer putWorker(
      String workerId, @Body WorkerFileBody body, Authentication authentication) {
    WorkerId changedBy = WorkerId.ofSubject(Callers.of(authentication).subject());
    NewWorkerFile file = body.file(WorkerId.parse("workerId", workerId));
    try {
      return new VersionAnswer(directory.put(file, changedBy));
    } catch (OwnFileException own) {
      throw new ProblemException(
          HttpStatus.FORBIDDEN, OwnFileException.OWN_FILE, String.valueOf(own.getMessage()));
    }
  }

  /**
   * A worker as of now, and, for administrators, with the whole dated file.
   *
   * @param workerId the worker
   * @return the worker
   */
  @Get("/{workerId}")
  @Refuses(
      status = HttpStatus.BAD_REQUEST,
      code = "invalid-field",
      when = "The worker id is no UUID.")
  @Refuses(
      status = HttpStatus.NOT_FOUND,
      code = "not-found",
      when = "The directory knows no such worker.")
  @Secured({Roles.DIRECTORY_ADMIN, Roles.SERVICE_ALERTS})
  WorkerAnswer worker(String workerId, Authentication authentication) {
    WorkerId id = WorkerId.parse("workerId", workerId);
    WorkerFile file = directory.fileOf(id);
    if (!file.isKnown()) {
      throw ProblemException.notFound();
    }
    Caller caller = Callers.of(authentication);
    String name = directory.displayNameOf(id).orElse(null);
    WorkerFacts facts = file.factsAt(clock.instant());
    Set<String> supervisors =
        Set.copyOf(
            file.supervisors().stream()
                .filter(supervisor -> supervisor.holdsAt(clock.instant()))
                .map(Dated::value)
                .toList());
    return new WorkerAnswer(
        workerId,
        file.version(),
        name,
        facts.getRoles(),
        facts.getTeamIds(),
        supervisors.stream().sorted().toList(),
        facts.getEmployment().name(),
        caller.hasRole(Roles.DIRECTORY_ADMIN) ? WorkerFileBody.of(file, name) : null);
  }
}
