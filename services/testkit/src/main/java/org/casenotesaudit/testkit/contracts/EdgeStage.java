package org.casenotesaudit.testkit.contracts;

/** Where an edge is called, be it the real one's or a stand-in's. */
public interface EdgeStage {

  /** Without a slash at its end. */
  String url();

  /** A token with which the neighbour may call here. */
  String token();
}
