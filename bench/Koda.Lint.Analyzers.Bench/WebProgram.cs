using System.Globalization;
using System.Text;

namespace Koda.Lint.Analyzers.Bench;

/// <summary>Writes an ASP.NET Core program of any size: controllers, services, records, middleware, and a few files with faults.</summary>
internal static class WebProgram
{
    /// <summary>Writes the files of a program.</summary>
    /// <param name="files">How many.</param>
    /// <param name="isWeb">Whether it uses ASP.NET Core; else it is a plain library.</param>
    public static IEnumerable<(string Path, string Text)> Write(int files, bool isWeb = true)
    {
        for (var i = 0; i < files; i++)
        {
            // One file in twenty has something to find.
            var text = isWeb ? (i % 20 == 7 ? Faulty(i) : Sound(i)) : Plain(i);
            yield return (string.Create(CultureInfo.InvariantCulture, $"/src/File{i}.cs"), text);
        }
    }

    private static string Sound(int i)
    {
        var code = new StringBuilder().Append(CultureInfo.InvariantCulture, $$"""
            using System;
            using System.Collections.Generic;
            using System.Linq;
            using System.Text;
            using System.Threading;
            using System.Threading.Tasks;
            using Microsoft.AspNetCore.Http;
            using Microsoft.AspNetCore.Mvc;
            using Microsoft.Extensions.Configuration;
            using Microsoft.Extensions.Logging;

            namespace Shop.Area{{i % 40}};

            public sealed record Order{{i}}(int Id, string Customer, decimal Total, DateTime Placed, IReadOnlyList<string> Lines);

            public interface IOrderStore{{i}}
            {
                Task<Order{{i}}?> FindAsync(int id, CancellationToken cancellationToken);
                Task<IReadOnlyList<Order{{i}}>> ListAsync(string customer, CancellationToken cancellationToken);
            }

            [ApiController, Route("api/orders{{i}}")]
            public sealed class OrdersController{{i}}(IOrderStore{{i}} store, ILogger<OrdersController{{i}}> logger, IConfiguration configuration) : ControllerBase
            {
                private readonly Dictionary<int, Order{{i}}> _cache = new();

                [HttpGet("{id:int}")]
                public async Task<ActionResult<Order{{i}}>> Get(int id, CancellationToken cancellationToken)
                {
                    if (_cache.TryGetValue(id, out var cached))
                        return cached;
                    var order = await store.FindAsync(id, cancellationToken);
                    if (order is null)
                        return NotFound();
                    Response.Headers["X-Order"] = order.Id.ToString();
                    logger.LogInformation("order {Id} read by {User}", id, User.Identity?.Name);
                    _cache[id] = order;
                    return order;
                }

            """);
        for (var method = 0; method < 4; method++)
        {
            code.Append(CultureInfo.InvariantCulture, $$"""
                    [HttpGet("report{{method}}")]
                    public async Task<IActionResult> Report{{method}}(string customer, CancellationToken cancellationToken)
                    {
                        var orders = await store.ListAsync(customer, cancellationToken);
                        var text = new StringBuilder();
                        var limit = configuration.GetValue<int>("Reports:Limit");
                        foreach (var order in orders.Where(one => one.Total > {{method}}).OrderBy(one => one.Placed).Take(limit))
                        {
                            text.Append(order.Id).Append(": ").AppendLine(order.Customer);
                            foreach (var line in order.Lines)
                            {
                                if (line.Length > 80 && !line.StartsWith("#", StringComparison.Ordinal))
                                    text.AppendLine(line.Substring(0, 80));
                                else
                                    text.AppendLine(line);
                            }
                        }

                        var name = $"{customer}-{{method}}-{DateTime.UtcNow:yyyyMMdd}";
                        return text.Length == 0 ? NoContent() : Content(name + Environment.NewLine + text);
                    }

                """);
        }

        return code.Append("}\n").ToString();
    }

    private static string Faulty(int i) => Sound(i) + string.Create(CultureInfo.InvariantCulture, $$"""

        public static class Session{{i}}
        {
            public static void Write(HttpResponse response, string token, bool flag)
            {
                var options = new CookieOptions { HttpOnly = true };
                if (flag)
                    options.Secure = true;
                response.Cookies.Append("session", token, options);
                response.Headers["Content-Security-Policy"] = "default-src 'self'; script-src 'self' 'unsafe-inline'";
            }
        }
        """);

    private static string Plain(int i)
    {
        var code = new StringBuilder().Append(CultureInfo.InvariantCulture, $"using System;\nusing System.Collections.Generic;\nusing System.Linq;\n\nnamespace Plain.Area{i % 40};\n\npublic sealed class Tree{i}\n{{\n");
        for (var method = 0; method < 12; method++)
        {
            code.Append(CultureInfo.InvariantCulture, $$"""
                    public IEnumerable<int> Walk{{method}}(IReadOnlyList<int> values)
                    {
                        var sum = 0;
                        foreach (var value in values.Where(one => one > {{method}}))
                        {
                            sum += value;
                            if (sum % 2 == 0)
                                yield return sum;
                        }
                    }

                """);
        }

        return code.Append("}\n").ToString();
    }
}
