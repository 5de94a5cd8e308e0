package io.arewealive.core;

import io.arewealive.core.kv.KvState;
import io.arewealive.core.step.Freshness;
import io.arewealive.core.step.Picture;
import io.arewealive.core.table.TableView;
import io.arewealive.log.LogStatus;
import io.arewealive.node.ChangeHash;
import io.arewealive.node.Node;
import io.arewealive.status.ClusterStatus;
import io.arewealive.status.Problem;
import io.arewealive.status.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a node shows before its loop has begun, and after it has failed. */
final class Pictures {

    private Pictures() {}

    static Picture first(String cluster, Node self, String security, Instant now) {
        return new Picture(
                new ClusterStatus(
                        cluster,
                        now,
                        self.name(),
                        self.id(),
                        0,
                        ChangeHash.EMPTY,
                        false,
                        false,
                        Optional.empty(),
                        0,
                        1,
                        List.of(),
                        security,
                        List.of(),
                        List.of()),
                TableView.EMPTY,
                Map.of(),
                false,
                Optional.empty(),
                0,
                0,
                new Picture.Keys(new KvState(), 0, new Freshness()),
                new Picture.LogShown(LogStatus.nothing(self.name()), 0, 0));
    }

    /** As it was last, but for a part in anything. */
    static Picture dead(Picture last, Instant now, Throwable failure) {
        ClusterStatus s = last.status();
        var problem = new Problem(
                Severity.CRITICAL,
                s.viewer(),
                "this node's loop has failed and it takes no further part: " + failure,
                "restart this node and report what its log says");
        return new Picture(
                new ClusterStatus(
                        s.cluster(),
                        now,
                        s.viewer(),
                        s.viewerId(),
                        s.version(),
                        s.hash(),
                        false,
                        false,
                        Optional.empty(),
                        s.term(),
                        s.epoch(),
                        s.voters(),
                        s.security(),
                        s.nodes(),
                        List.of(problem)),
                last.table(),
                last.settings(),
                false,
                last.refusal(),
                last.lastClusterEvent(),
                last.lastLocalEvent(),
                last.keys(),
                last.log());
    }
}
