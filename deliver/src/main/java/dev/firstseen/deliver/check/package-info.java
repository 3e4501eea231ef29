/** The check of rule files, written for people and programs. */
package dev.firstseen.deliver.check;
