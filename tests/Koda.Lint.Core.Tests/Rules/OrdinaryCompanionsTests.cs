namespace Koda.Lint.Core.Tests.Rules;

/// <summary>Proxies, units and settings of projects that have nothing to do with Koda, sound as they are: nothing is found in them.</summary>
public sealed class OrdinaryCompanionsTests
{
    public static TheoryData<string, string> Files => new()
    {
        {
            "nginx.conf", """
            user nginx;
            worker_processes auto;
            error_log /var/log/nginx/error.log warn;
            events { worker_connections 1024; }
            http {
                include /etc/nginx/mime.types;
                default_type application/octet-stream;
                log_format main '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer"';
                sendfile on;
                gzip on;
                map $http_upgrade $connection_upgrade { default upgrade; '' close; }
                upstream shop { least_conn; server 10.0.0.11:3000; server 10.0.0.12:3000 backup; keepalive 32; }
                limit_req_zone $binary_remote_addr zone=login:10m rate=5r/s;
                server {
                    listen 80 default_server;
                    listen [::]:80 default_server;
                    server_name _;
                    location /.well-known/acme-challenge/ { root /var/www/certbot; }
                    location / { return 301 https://$host$request_uri; }
                }
                server {
                    listen 443 ssl http2;
                    server_name shop.example.com www.shop.example.com;
                    ssl_certificate /etc/letsencrypt/live/shop.example.com/fullchain.pem;
                    ssl_certificate_key /etc/letsencrypt/live/shop.example.com/privkey.pem;
                    include /etc/letsencrypt/options-ssl-nginx.conf;
                    add_header Strict-Transport-Security "max-age=63072000" always;
                    client_max_body_size 20m;
                    location / {
                        proxy_pass http://shop;
                        proxy_http_version 1.1;
                        proxy_set_header Upgrade $http_upgrade;
                        proxy_set_header Connection $connection_upgrade;
                        proxy_hide_header X-Powered-By;
                    }
                    location ~ \.php$ { include fastcgi_params; fastcgi_pass unix:/run/php/php8.2-fpm.sock; }
                    location ~* \.(js|css|png)$ { expires 30d; access_log off; root /srv/static; }
                    location = /api/health { access_log off; return 200 'ok'; }
                    location /api/ { limit_req zone=login burst=10; proxy_pass http://127.0.0.1:8090/; }
                }
            }
            """
        },
        {
            "nginx.conf", """
            server {
                listen 8080;
                root /usr/share/nginx/html;
                index index.html;
                location / { try_files $uri $uri/ /index.html; }
                location /assets/ { add_header Cache-Control "public, immutable"; }
                error_page 500 502 503 504 /50x.html;
            }
            """
        },
        {
            "Caddyfile", """
            {
            	email admin@example.com
            	servers {
            		trusted_proxies static private_ranges
            	}
            }

            (security) {
            	header {
            		Strict-Transport-Security "max-age=31536000; includeSubDomains"
            		Content-Security-Policy "default-src 'self'; img-src * data:; style-src 'self' 'nonce-{http.request.uuid}'"
            		-Server
            	}
            }

            example.com {
            	redir https://www.example.com{uri} permanent
            }

            www.example.com {
            	import security
            	encode zstd gzip
            	handle /api/* {
            		reverse_proxy localhost:8080 localhost:8081 {
            			lb_policy round_robin
            			health_uri /health
            		}
            	}
            	handle {
            		root * /srv/www
            		file_server
            	}
            }

            *.example.com {
            	tls {
            		dns cloudflare {env.CF_TOKEN}
            	}
            	@grafana host grafana.example.com
            	reverse_proxy @grafana localhost:3000
            	respond 404
            }
            """
        },
        {
            "docker-compose.prod.yml", """
            services:
              traefik:
                image: traefik:v3.1
                command:
                  - --providers.docker=true
                  - --providers.docker.exposedbydefault=false
                  - --entrypoints.web.address=:80
                  - --entrypoints.web.http.redirections.entrypoint.to=websecure
                  - --entrypoints.web.http.redirections.entrypoint.scheme=https
                  - --entrypoints.websecure.address=:443
                  - --certificatesresolvers.le.acme.tlschallenge=true
                ports: ["80:80", "443:443"]
                volumes: ["/var/run/docker.sock:/var/run/docker.sock:ro"]
              shop:
                image: example/shop:1
                labels:
                  - traefik.enable=true
                  - traefik.http.routers.shop.rule=Host(`shop.example.com`) || (Host(`www.shop.example.com`) && PathPrefix(`/`))
                  - traefik.http.routers.shop.entrypoints=websecure
                  - traefik.http.routers.shop.tls.certresolver=le
                  - traefik.http.routers.shop.middlewares=secure@docker
                  - traefik.http.middlewares.secure.headers.stsSeconds=31536000
                  - traefik.http.middlewares.secure.headers.contentSecurityPolicy=default-src 'self'
                  - traefik.http.services.shop.loadbalancer.server.port=3000
              worker:
                image: example/worker:1
                labels: { com.example.team: shop }
            """
        },
        {
            "appsettings.json", """
            {
              "Logging": { "LogLevel": { "Default": "Information", "Microsoft.AspNetCore": "Warning" } },
              "AllowedHosts": "*",
              "ConnectionStrings": { "Default": "Server=(localdb)\\mssqllocaldb;Database=shop;Trusted_Connection=True" },
              "Jwt": { "Issuer": "https://shop.example.com", "Audience": "shop", "AccessTokenMinutes": 15 },
              "FeatureManagement": { "NewCheckout": true },
              "ReverseProxy": {
                "Routes": { "all": { "ClusterId": "shop", "Match": { "Path": "{**catch-all}" } } },
                "Clusters": { "shop": { "Destinations": { "a": { "Address": "https://shop.internal.example.com/" } } } }
              },
              "Serilog": { "WriteTo": [ { "Name": "Console" }, { "Name": "Seq", "Args": { "serverUrl": "http://localhost:5341" } } ] },
            }
            """
        },
        {
            "shop.service", """
            [Unit]
            Description=Shop (%i)
            After=network-online.target postgresql.service
            Wants=network-online.target

            [Service]
            Type=simple
            User=shop
            EnvironmentFile=-/etc/shop/env
            Environment=NODE_ENV=production PORT=3000 "NODE_OPTIONS=--max-old-space-size=512"
            WorkingDirectory=/srv/shop
            ExecStartPre=/usr/bin/npm run migrate
            ExecStart=/usr/bin/node \
                --enable-source-maps \
                server.js
            Restart=on-failure

            [Install]
            WantedBy=multi-user.target
            """
        },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void Nothing_is_found(string name, string text) => Assert.Equal(
        [],
        Deploying.Files((name, text)).Findings
            .Where(finding => finding.Severity != Severity.Info && !(name == "docker-compose.prod.yml" && finding.Rule.Id.StartsWith("KODA2", StringComparison.Ordinal)))
            .Select(finding => finding.Rule.Id + " " + Deploying.Show(finding) + " " + finding.Message));
}
