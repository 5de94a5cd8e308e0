package io.arewealive.standalone.control;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.Principal;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import javax.management.remote.JMXAuthenticator;
import javax.management.remote.JMXPrincipal;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/** The password of one user, and who presents it. */
final class Password implements JMXAuthenticator {

    private static final int BYTES = 24;

    private final String user;
    private final String text;

    Password(String user, String text) {
        this.user = user;
        this.text = text;
    }

    /** A new one that nobody can guess. */
    static Password random(String user, SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Password(user, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    String text() {
        return text;
    }

    @Override
    public Subject authenticate(@Nullable Object credentials) {
        boolean known = credentials instanceof String[] pair
                && pair.length == 2
                && pair[0] != null
                && pair[1] != null
                && pair[0].equals(user)
                && MessageDigest.isEqual(bytes(pair[1]), bytes(text));
        if (!known) {
            throw new SecurityException("wrong user or password");
        }
        Set<Principal> principals = Set.of(new JMXPrincipal(user));
        return new Subject(true, principals, Set.of(), Set.of());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
