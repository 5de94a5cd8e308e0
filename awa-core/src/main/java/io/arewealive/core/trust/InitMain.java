package io.arewealive.core.trust;

import java.util.Arrays;
import java.util.List;

/**
 * {@code awa init} from this jar alone: {@code java -jar awa-core.jar [--dir D] [--from D]}, for services that embed AWA and have no
 * launcher.
 */
public final class InitMain {

    private InitMain() {}

    /** Makes the files, says what it made, and ends with the exit code of {@code awa init}. */
    public static void main(String[] arguments) {
        if (Arrays.asList(arguments).contains("--help")) {
            System.out.println("Makes node.properties for this node and, once for the cluster, cluster.*");
            InitRequest.USAGE.forEach(System.out::println);
            return;
        }
        try {
            List<String> said = Init.run(InitRequest.parse(arguments));
            said.forEach(System.out::println);
        } catch (InitException e) {
            System.err.println("awa init: " + e.getMessage());
            System.exit(e.exitCode());
        }
    }
}
