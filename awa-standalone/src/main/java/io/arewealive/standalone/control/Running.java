package io.arewealive.standalone.control;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;

/** The process of a running server, as its files say it. */
public final class Running {

    private Running() {}

    /** Its number; empty if no server runs on this directory. */
    public static OptionalLong pid(Path data) {
        try {
            return new RunFiles(data)
                    .readForEveryone()
                    .map(about -> about.getOrDefault("pid", ""))
                    .filter(text -> text.matches("\\d{1,18}"))
                    .map(Long::parseLong)
                    .filter(pid -> ProcessHandle.of(pid).isPresent())
                    .map(OptionalLong::of)
                    .orElse(OptionalLong.empty());
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
