/** A simulated tenant: a folder of logs, told again by our own fake of Microsoft's services in fast time. */
package dev.firstseen.runtime.demo;
