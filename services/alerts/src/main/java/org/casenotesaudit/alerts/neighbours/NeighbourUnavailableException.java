package org.casenotesaudit.alerts.neighbours;

/** A neighbour gave no usable answer. */
public final class NeighbourUnavailableException extends RuntimeException {
  NeighbourUnavailableException(String neighbour, String found) {
    super(neighbour + ": " + found + " (expected: an answer of its contract)");
  }
}
