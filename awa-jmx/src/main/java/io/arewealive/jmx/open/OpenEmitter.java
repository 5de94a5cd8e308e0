package io.arewealive.jmx.open;

import javax.management.ListenerNotFoundException;
import javax.management.MBeanNotificationInfo;
import javax.management.Notification;
import javax.management.NotificationBroadcasterSupport;
import javax.management.NotificationEmitter;
import javax.management.NotificationFilter;
import javax.management.NotificationListener;
import org.jspecify.annotations.Nullable;

/** An {@link OpenBean} that sends notifications, on the caller's thread and in the caller's order. */
public final class OpenEmitter<S> extends OpenBean<S> implements NotificationEmitter {

    private final NotificationBroadcasterSupport listeners = new NotificationBroadcasterSupport();

    OpenEmitter(Builder<S> description) {
        super(description);
    }

    /** Sends to all listeners of this bean. */
    public void send(Notification notification) {
        listeners.sendNotification(notification);
    }

    @Override
    public void addNotificationListener(
            NotificationListener listener, @Nullable NotificationFilter filter, @Nullable Object handback) {
        listeners.addNotificationListener(listener, filter, handback);
    }

    @Override
    public void removeNotificationListener(NotificationListener listener) throws ListenerNotFoundException {
        listeners.removeNotificationListener(listener);
    }

    @Override
    public void removeNotificationListener(
            NotificationListener listener, @Nullable NotificationFilter filter, @Nullable Object handback)
            throws ListenerNotFoundException {
        listeners.removeNotificationListener(listener, filter, handback);
    }

    @Override
    public MBeanNotificationInfo[] getNotificationInfo() {
        return getMBeanInfo().getNotifications();
    }
}
