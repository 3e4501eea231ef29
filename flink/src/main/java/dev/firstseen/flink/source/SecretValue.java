package dev.firstseen.flink.source;

/**
 * A value that comes from the environment and is never shown.
 *
 * @param variable the name of the environment's variable
 * @param form what is made of it; {@code %s} stands for the variable's value
 */
public record SecretValue(String variable, String form) {

    /** The value. */
    public String read() {
        String value = System.getenv(variable);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    "The environment has no variable " + variable + ", which the job needs.");
        }
        return form.replace("%s", value.replace("\\", "\\\\").replace("\"", "\\\""));
    }
}
