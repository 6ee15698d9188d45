using Koda.Lint.BootGuard.Hosting;
using Microsoft.Extensions.Configuration;

namespace Koda.Lint.BootGuard.Live;

/// <summary>A host that is about to start, as rules on live options see it.</summary>
/// <param name="Services">Its services.</param>
/// <param name="Registration">What was registered.</param>
/// <param name="Configuration">Its configuration.</param>
internal sealed record LiveHost(IServiceProvider Services, GuardRegistration Registration, IConfiguration Configuration);
