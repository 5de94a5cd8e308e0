package io.arewealive.core;

import io.arewealive.config.Setting;
import io.arewealive.config.Settings;
import io.arewealive.core.config.AwaConfig;
import io.arewealive.core.config.ClusterSettings;
import io.arewealive.core.loop.Calls;
import io.arewealive.core.publish.Board;
import io.arewealive.core.step.Input;
import io.arewealive.node.CommandId;
import io.arewealive.node.EditOutcome;
import io.arewealive.node.EditOutcome.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The node's own configuration under the cluster's settings. */
final class CoreSettings implements Settings {

    private final AwaConfig own;
    private final Board board;
    private final Calls calls;
    private final String author;
    private volatile Shown shown;

    /** What is shown under these settings of the cluster. */
    private record Shown(Map<String, String> cluster, List<Setting> settings) {}

    CoreSettings(AwaConfig own, Board board, Calls calls) {
        this(own, board, calls, Authors.UNNAMED);
    }

    private CoreSettings(AwaConfig own, Board board, Calls calls, String author) {
        this.own = own;
        this.board = board;
        this.calls = calls;
        this.author = author;
        this.shown = shown(board.picture().settings());
    }

    @Override
    public Settings by(String whom) {
        return new CoreSettings(own, board, calls, Authors.require(whom));
    }

    @Override
    public List<Setting> effective() {
        Map<String, String> cluster = board.picture().settings();
        Shown last = shown;
        if (!last.cluster().equals(cluster)) {
            last = shown(cluster);
            shown = last;
        }
        return last.settings();
    }

    private Shown shown(Map<String, String> cluster) {
        return new Shown(
                Map.copyOf(cluster), ClusterSettings.apply(own, cluster).settings());
    }

    @Override
    public EditOutcome set(CommandId commandId, String key, String value, Duration timeout) {
        Optional<String> refusal = ClusterSettings.refusal(board.picture().settings(), key, value);
        if (refusal.isPresent()) {
            return new EditOutcome.Refused(commandId, Refusal.INVALID, refusal.get());
        }
        return Endings.edit(
                calls,
                commandId,
                timeout,
                token -> new Input.Assign(token, commandId, author, key, value, timeout.toNanos()));
    }
}
