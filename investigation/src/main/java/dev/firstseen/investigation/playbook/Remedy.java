package dev.firstseen.investigation.playbook;

import java.util.Optional;

/**
 * Something to do about an incident: text to review, never executed.
 *
 * @param title what it does
 * @param why in a sentence
 * @param needs the learned name without which there is nothing to do; then it is done once for each of its values
 * @param rest the Microsoft Graph request: method and address, and a body on the lines after
 * @param powershell the same in Graph PowerShell
 */
public record Remedy(String title, String why, Optional<String> needs, String rest, String powershell) {}
