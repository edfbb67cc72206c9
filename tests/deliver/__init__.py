"""Tests of delivery: real sockets on this machine, real processes, and verifiers that are not ours."""
