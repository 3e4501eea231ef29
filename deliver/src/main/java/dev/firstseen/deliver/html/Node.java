package dev.firstseen.deliver.html;

/** A piece of a page. */
sealed interface Node permits Element, Text, Lines {}
