using Acd.Ui.Tests;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(Chromium))]

// One browser and one process at a time: two cores draw no two pages in time.
[assembly: Parallelization(Mode = ParallelMode.None)]
