package dev.firstseen.deliver.sink.http;

import dev.firstseen.engine.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** How a sink shows who it is. */
public sealed interface Authorization {

    /** The header's value; empty where there is none. */
    String header();

    /** What must not be shown. */
    List<Secret> secrets();

    /** Nothing: the address is the secret, or nobody asks. */
    record None() implements Authorization {
        @Override
        public String header() {
            return "";
        }

        @Override
        public List<Secret> secrets() {
            return List.of();
        }
    }

    /** A scheme and a token, as {@code Bearer}, {@code ApiKey} and {@code Splunk}. */
    record Token(String scheme, Secret token) implements Authorization {
        @Override
        public String header() {
            return scheme + ' ' + token.reveal();
        }

        @Override
        public List<Secret> secrets() {
            return List.of(token);
        }
    }

    /** User and password. */
    record Basic(String user, Secret password) implements Authorization {
        @Override
        public String header() {
            return "Basic " + encoded();
        }

        @Override
        public List<Secret> secrets() {
            return List.of(password, Secret.of(encoded()));
        }

        private String encoded() {
            return Base64.getEncoder()
                    .encodeToString((user + ':' + password.reveal()).getBytes(StandardCharsets.UTF_8));
        }
    }
}
