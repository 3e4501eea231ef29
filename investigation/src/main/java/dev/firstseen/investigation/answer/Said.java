package dev.firstseen.investigation.answer;

import dev.firstseen.investigation.playbook.Verdict;

/** A verdict that holds, its sentence filled in; the values in it are raw: escaping is each format's job. */
public record Said(Verdict verdict, String sentence) {}
