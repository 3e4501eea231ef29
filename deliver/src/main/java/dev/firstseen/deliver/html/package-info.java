/**
 * The report as one page that stands for itself. A page is a tree of {@link dev.firstseen.deliver.html.Node}s, among
 * which there is none for ready-made markup: whatever a log holds can only ever become text.
 */
package dev.firstseen.deliver.html;
