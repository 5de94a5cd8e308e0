package io.arewealive.jmx;

import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Collectors;

/** The stacks of threads, one below the other. */
final class ThreadText {

    private static final int DEPTH = 60;

    private ThreadText() {}

    static String of(ThreadMXBean threads) {
        return Arrays.stream(threads.dumpAllThreads(true, true, DEPTH))
                .sorted(Comparator.comparing(ThreadInfo::getThreadName))
                .map(ThreadText::text)
                .collect(Collectors.joining("\n"));
    }

    private static String text(ThreadInfo thread) {
        var text = new StringBuilder()
                .append('"')
                .append(thread.getThreadName())
                .append("\" ")
                .append(thread.getThreadState());
        if (thread.getLockName() != null) {
            text.append(" on ").append(thread.getLockName());
        }
        if (thread.getLockOwnerName() != null) {
            text.append(" owned by \"").append(thread.getLockOwnerName()).append('"');
        }
        text.append('\n');
        for (StackTraceElement frame : thread.getStackTrace()) {
            text.append("    at ").append(frame).append('\n');
        }
        return text.toString();
    }
}
