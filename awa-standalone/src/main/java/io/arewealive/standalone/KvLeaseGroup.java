package io.arewealive.standalone;

import io.arewealive.kv.KvLease;
import io.arewealive.kv.KvOutcome;
import io.arewealive.kv.KvWrite;
import io.arewealive.standalone.control.Server;
import io.arewealive.standalone.text.Columns;
import io.arewealive.standalone.text.JsonText;
import io.arewealive.standalone.text.KvJson;
import io.arewealive.standalone.text.KvOutcomes;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Leases: what is bound to one goes when it is not renewed. */
@Command(
        name = "lease",
        description = "Grant, renew and revoke leases: keys that are bound to one go when it ends.",
        synopsisSubcommandLabel = "COMMAND")
final class KvLeaseGroup extends Group {

    private final Shell shell;

    KvLeaseGroup(Shell shell) {
        this.shell = shell;
    }

    @Override
    List<Object> commands() {
        return List.of(new GrantVerb(shell), new RenewVerb(shell), new RevokeVerb(shell), new ListVerb(shell));
    }

    @Command(
            name = "grant",
            description =
                    "Grant a lease and print its number, which is a fencing token: greater than that of every grant"
                            + " before.")
    private static final class GrantVerb extends KvWriteCommand {

        @Parameters(
                paramLabel = "TIME",
                converter = LeaseTime.class,
                description = "How long it lasts unless it is renewed: 30, 30s, 2m, 24h.")
        private Duration time = Duration.ZERO;

        GrantVerb(Shell shell) {
            super(shell);
        }

        @Override
        KvWrite write() {
            return new KvWrite.Grant(time);
        }

        @Override
        void done(KvOutcome.Done done, String message) {
            shell().print(Long.toString(done.lease()));
            shell().say("awa: lease " + done.lease() + " lasts " + KvOutcomes.time(time) + " unless it is renewed");
        }
    }

    @Command(name = "renew", description = "Let a lease begin anew.")
    private static final class RenewVerb extends KvWriteCommand {

        @Parameters(paramLabel = "LEASE", description = "Its number.")
        private long lease;

        RenewVerb(Shell shell) {
            super(shell);
        }

        @Override
        KvWrite write() {
            return new KvWrite.Renew(lease);
        }
    }

    @Command(name = "revoke", description = "End a lease and remove the keys that are bound to it.")
    private static final class RevokeVerb extends KvWriteCommand {

        @Parameters(paramLabel = "LEASE", description = "Its number.")
        private long lease;

        RevokeVerb(Shell shell) {
            super(shell);
        }

        @Override
        KvWrite write() {
            return new KvWrite.Revoke(lease);
        }
    }

    @Command(name = "list", description = "List the leases that stand, as the server that is asked has them.")
    private static final class ListVerb extends ServerCommand {

        ListVerb(Shell shell) {
            super(shell);
        }

        @Override
        int ask(Server server) {
            List<KvLease> leases = server.keyValue().leases();
            if (printing().json()) {
                shell().print(JsonText.pretty(KvJson.leases(leases)));
                return Exit.DONE;
            }
            var columns = new Columns("Lease", "Lasts", "Keys", "Owner");
            for (KvLease lease : leases) {
                columns.row(
                        Long.toString(lease.lease()),
                        KvOutcomes.time(lease.timeToLive()),
                        Integer.toString(lease.keys()),
                        lease.owner());
            }
            shell().print(columns.lines(colours()));
            return Exit.DONE;
        }
    }
}
