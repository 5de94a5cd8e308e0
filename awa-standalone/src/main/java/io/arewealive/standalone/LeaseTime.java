package io.arewealive.standalone;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;

/** How long a lease lasts, on the command line: seconds, or with a unit up to hours. */
final class LeaseTime implements ITypeConverter<Duration> {

    private static final ITypeConverter<Duration> LONG = new Times();
    private static final ITypeConverter<Duration> SHORT = new Seconds();

    @Override
    public Duration convert(String text) throws Exception {
        return text.endsWith("h") ? LONG.convert(text) : SHORT.convert(text);
    }
}
