using Xunit.Sdk;
using Xunit.v3;

// Each class starts its own servers and needs their answers in time, so classes do not run at once.
[assembly: Parallelization(Mode = ParallelMode.None)]
