package io.arewealive.core.channel;

import io.arewealive.core.wire.Bytes;
import io.arewealive.node.NodeId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers all that a channel told. */
public final class Heard implements ChannelListener {

    private final List<Received> frames = new CopyOnWriteArrayList<>();
    private final List<Set<NodeId>> views = new CopyOnWriteArrayList<>();
    private final List<NodeId> closed = new CopyOnWriteArrayList<>();
    private final List<String> refusals = new CopyOnWriteArrayList<>();
    private final List<String> twins = new CopyOnWriteArrayList<>();

    /** One frame. */
    public record Received(NodeId from, UUID clusterId, long incarnation, String text) {}

    @Override
    public void received(NodeId from, UUID clusterId, long incarnation, Bytes body) {
        frames.add(new Received(from, clusterId, incarnation, new String(body.array(), StandardCharsets.UTF_8)));
    }

    @Override
    public void view(Set<NodeId> members) {
        views.add(members);
    }

    @Override
    public void connectionClosed(NodeId node) {
        closed.add(node);
    }

    @Override
    public void refused(String from, String why) {
        refusals.add(why);
    }

    @Override
    public void twin(String message) {
        twins.add(message);
    }

    public List<String> twins() {
        return twins;
    }

    public List<Received> frames() {
        return frames;
    }

    public List<String> texts() {
        return frames.stream().map(Received::text).toList();
    }

    public Set<NodeId> lastView() {
        List<Set<NodeId>> all = views;
        return all.isEmpty() ? Set.of() : all.get(all.size() - 1);
    }

    public List<Set<NodeId>> views() {
        return views;
    }

    public List<NodeId> closed() {
        return closed;
    }

    public List<String> refusals() {
        return refusals;
    }
}
