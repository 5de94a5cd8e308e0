package io.arewealive.standalone;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Work on a thread of its own that need not be waited for. */
final class Aside {

    private Aside() {}

    static <T> CompletableFuture<T> call(String thread, Callable<T> work) {
        var result = new CompletableFuture<T>();
        var made = new Thread(
                () -> {
                    try {
                        result.complete(work.call());
                    } catch (Throwable e) {
                        result.completeExceptionally(e);
                    }
                },
                thread);
        made.setDaemon(true);
        made.start();
        return result;
    }

    /** Waits for either, however it ends. */
    static void await(CompletableFuture<?> one, CompletableFuture<?> other) throws InterruptedException {
        try {
            CompletableFuture.anyOf(one, other).get();
        } catch (ExecutionException e) {
            // whoever asks for the result is told
        }
    }

    /** Waits for what came of it, and throws what it threw. */
    static <T> T result(CompletableFuture<T> work) throws InterruptedException {
        try {
            return work.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
