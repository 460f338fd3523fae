package org.casenotesaudit.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Held by whoever starts or stops the system of a run folder, so that nothing is stopped or removed
 * under a start. It ends with its holder, however that ends; the file says who the holder is.
 */
final class RunLock implements AutoCloseable {

  /** Long enough for a holder that was just interrupted to end. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final int POLL_MILLIS = 100;

  /** What the lock is held for. */
  enum Work {
    START("deploy/up", "starting the system (stop it with Ctrl-C there, or wait)"),
    TRAINING("deploy/train", "starting a system of its own (stop it with Ctrl-C there, or wait)"),
    STOP("deploy/down", "stopping the system (wait until it is done)");

    private final String command;
    private final String doing;

    Work(String command, String doing) {
      this.command = command;
      this.doing = doing;
    }

    private String sentence() {
      return "%s is %s; process %d".formatted(command, doing, ProcessHandle.current().pid());
    }
  }

  private final FileChannel held;

  private RunLock(FileChannel held) {
    this.held = held;
  }

  static Path file(Settings settings) {
    return settings.run().resolve("lock");
  }

  /**
   * Waits for the lock and takes it.
   *
   * @throws CommandFailedException saying who holds it, when it is still held after that time
   */
  static RunLock take(Settings settings, Work work, Duration patience)
      throws IOException, InterruptedException {
    var file = file(settings);
    var deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      Files.createDirectories(settings.run());
      var taken = tryToTake(file, work);
      if (taken.isPresent()) {
        return taken.get();
      }
      if (System.nanoTime() > deadline) {
        throw new CommandFailedException(holder(file));
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  private static Optional<RunLock> tryToTake(Path file, Work work) throws IOException {
    var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    // A wipe removes the file: the lock of a file that is gone keeps nobody out.
    if (isLocked(channel) || !Files.exists(file)) {
      channel.close();
      return Optional.empty();
    }
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(work.sentence().getBytes(StandardCharsets.UTF_8)));
    return Optional.of(new RunLock(channel));
  }

  /** Whether somebody else holds it; if not, this channel does now. */
  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() == null;
    } catch (OverlappingFileLockException heldInThisProcess) {
      return true;
    }
  }

  private static String holder(Path file) throws IOException {
    var said = Files.exists(file) ? Files.readString(file).strip() : "";
    return said.isEmpty() ? "another deploy/up or deploy/down is at work here; wait for it" : said;
  }

  @Override
  public void close() throws IOException {
    held.close();
  }
}
