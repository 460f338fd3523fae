package org.casenotesaudit.embedded;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The people of one story, each signed in when first needed. */
final class Cast {
  private final Settings settings;
  private final Map<DemoPerson, Caller> signedIn = new EnumMap<>(DemoPerson.class);

  Cast(Settings settings) {
    this.settings = settings;
  }

  /** Where a person looks at the concern, in the console; nowhere in a training's short life. */
  Optional<String> pageOfConcern(String concernId) {
    return settings.training()
        ? Optional.empty()
        : Optional.of(settings.http(App.ALERTS.port()) + "/concerns/" + concernId);
  }

  Caller as(DemoPerson person) throws InterruptedException {
    var caller = signedIn.get(person);
    if (caller == null) {
      caller = Caller.as(person, settings);
      signedIn.put(person, caller);
    }
    return caller;
  }
}
