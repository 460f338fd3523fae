package org.casenotesaudit.access.opening;

import java.util.Set;
import java.util.UUID;
import org.casenotesaudit.access.WorkerId;
import org.casenotesaudit.events.Action;
import org.casenotesaudit.events.Origin;
import org.casenotesaudit.events.Purpose;
import org.jspecify.annotations.Nullable;

/**
 * The wish of a worker to open one record.
 *
 * @param worker who
 * @param tokenRoles the roles that the issuer vouches for; used only while the directory does not
 *     know the worker
 * @param item which record
 * @param action what is to be done with it
 * @param purpose the stated purpose
 * @param emergency set when the worker breaks glass
 * @param origin through which door
 * @param actId joins this access with what it belongs to, for instance the concern under review
 */
public record OpenRecord(
    WorkerId worker,
    Set<String> tokenRoles,
    Item item,
    Action action,
    Purpose purpose,
    @Nullable Emergency emergency,
    Origin origin,
    @Nullable UUID actId) {

  public OpenRecord {
    tokenRoles = Set.copyOf(tokenRoles);
  }
}
