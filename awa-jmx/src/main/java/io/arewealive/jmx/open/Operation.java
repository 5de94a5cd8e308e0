package io.arewealive.jmx.open;

import java.util.List;
import java.util.function.Function;
import javax.management.MBeanOperationInfo;
import javax.management.openmbean.OpenType;

/**
 * Something a client may call on a bean.
 *
 * @param name in lower camel case
 * @param description one sentence
 * @param impact whether it changes anything
 * @param result the open type it returns
 * @param parameters in their order
 * @param body what it does; expected outcomes are results, bad arguments are an {@link IllegalArgumentException}
 */
public record Operation(
        String name,
        String description,
        Impact impact,
        OpenType<?> result,
        List<Parameter> parameters,
        Function<Arguments, Object> body) {

    /** Copies the parameters and checks that nothing is left undescribed. */
    public Operation {
        Described.require("operation", name, description);
        parameters = List.copyOf(parameters);
    }

    /** What calling an operation does to the world. */
    public enum Impact {
        /** It only reads. */
        READS(MBeanOperationInfo.INFO),
        /** It changes something and says what became of it. */
        CHANGES(MBeanOperationInfo.ACTION_INFO);

        private final int code;

        Impact(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }
    }
}
